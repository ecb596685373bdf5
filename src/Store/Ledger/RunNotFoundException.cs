namespace Guarded.Store.Ledger;

/// <summary>No such run is recorded.</summary>
public sealed class RunNotFoundException(RunId run) : LedgerException($"The ledger has no run {run}. Start one with StartRunAsync.")
{
    /// <summary>The run that was asked for.</summary>
    public RunId Run { get; } = run;
}
