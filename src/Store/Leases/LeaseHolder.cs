namespace Guarded.Store.Leases;

/// <summary>Who has a lease.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">The process's number on that machine, which the system gives again to others later.</param>
/// <param name="Process">Names the process among all that ever were.</param>
public sealed record LeaseHolder(string Host, int ProcessId, string Process)
{
    /// <summary>The holder in an error's words.</summary>
    public override string ToString() => $"process {ProcessId} on '{Host}'";
}
