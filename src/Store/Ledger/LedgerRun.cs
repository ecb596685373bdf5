namespace Guarded.Store.Ledger;

/// <summary>One run of a pipeline.</summary>
/// <param name="Id">Its name in this ledger.</param>
/// <param name="Source">Where its rows come from, as the caller named it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended, or null while it is <see cref="RunStatus.Running"/>.</param>
public sealed record LedgerRun(RunId Id, string Source, RunStatus Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
