namespace Guarded.Store.Ledger.Sql;

/// <summary>What decides whether something may be recorded of a run.</summary>
internal sealed record RunState(RunStatus Status, int Session, RunHolder Holder);
