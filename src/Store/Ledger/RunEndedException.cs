namespace Guarded.Store.Ledger;

/// <summary>A run has ended, and takes no more.</summary>
public sealed class RunEndedException(RunId run, RunStatus status) : LedgerException(
    $"Run {run} has ended ({status}): it takes no more. {(status == RunStatus.Failed ? "Resume it, or start another run." : "Start another run.")}")
{
    /// <summary>The run.</summary>
    public RunId Run { get; } = run;

    /// <summary>How it ended.</summary>
    public RunStatus Status { get; } = status;
}
