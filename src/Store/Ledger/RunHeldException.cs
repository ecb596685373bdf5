namespace Guarded.Store.Ledger;

/// <summary>A run is another's to work on: of another process, or of another opened ledger of this one.</summary>
public sealed class RunHeldException : LedgerException
{
    internal RunHeldException(RunId run, RunHolder holder, string remedy) : base($"Run {run} is held by {holder}. Nothing was recorded. {remedy}") =>
        (Run, Holder) = (run, holder);

    /// <summary>The run.</summary>
    public RunId Run { get; }

    /// <summary>Who works on it, or was the last to do so.</summary>
    public RunHolder Holder { get; }
}
