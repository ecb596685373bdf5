namespace Guarded.Store.Ledger;

/// <summary>The process that works on a run, or was the last to do so.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">The process's number on that machine, which the system gives again to others later.</param>
public sealed record RunHolder(string Host, int ProcessId)
{
    internal static RunHolder Current { get; } = new(Environment.MachineName, Environment.ProcessId);

    /// <summary>The holder in an error's words.</summary>
    public override string ToString() => $"process {ProcessId} on '{Host}'";
}
