namespace Guarded.Store.Ledger;

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    /// <summary>It began and has not said that it ended: it is at work, or it was killed and can be resumed.</summary>
    Running = 1,

    /// <summary>It ended with all its rows recorded. Nothing more is recorded of it.</summary>
    Completed = 2,

    /// <summary>It gave up; the rows that it recorded stay. It can be resumed.</summary>
    Failed = 3,
}
