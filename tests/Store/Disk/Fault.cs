namespace Guarded.Store.Tests.Disk;

/// <summary>One operation of a process that fails.</summary>
/// <param name="At">Which one, counted from 0 since the fault was set.</param>
/// <param name="Error">The system's number of the error (errno).</param>
internal sealed record Fault(int At, int Error)
{
    /// <summary>What failed, once it did.</summary>
    public string? Struck { get; set; }
}
