using Guarded.Store.Files;

namespace Guarded.Store.Tests.Disk;

/// <summary>One operation of a process that fails.</summary>
/// <param name="At">Which one, counted from 0 since the fault was set.</param>
/// <param name="Error">The system's number of the error (errno).</param>
internal sealed record Fault(int At, int Error)
{
    /// <summary>Whether too many files were open already: nothing was asked of the disk then.</summary>
    public bool IsOfOpening => Error is SystemError.EMFILE or SystemError.ENFILE;

    /// <summary>What failed, once it did.</summary>
    public string? Struck { get; set; }
}
