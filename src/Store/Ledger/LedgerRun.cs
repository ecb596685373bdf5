namespace Guarded.Store.Ledger;

/// <summary>One run of a pipeline.</summary>
/// <param name="Id">Its name in this ledger.</param>
/// <param name="Source">The source that it began with, as the caller named it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended, or null while it is <see cref="RunStatus.Running"/>.</param>
public sealed record LedgerRun(RunId Id, string Source, RunStatus Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)
{
    /// <summary>Who started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The version of the code that ran, or null where it was not told.</summary>
    public string? CodeVersion { get; init; }

    /// <summary>What it was told to do, as the JSON text that the caller gave, or null.</summary>
    public string? Settings { get; init; }

    /// <summary>The process that works on it, or was the last to do so. Whether it still does, <see cref="ILedger.IsHeldAsync"/> says.</summary>
    public required RunHolder Holder { get; init; }

    /// <summary>1 when it was started, and one more for each time that it was resumed.</summary>
    public int Session { get; init; } = 1;
}
