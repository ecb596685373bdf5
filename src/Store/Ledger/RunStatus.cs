namespace Guarded.Store.Ledger;

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    /// <summary>It began and has not said that it ended: it is at work, or it was killed.</summary>
    Running = 1,

    /// <summary>It ended with all its rows recorded.</summary>
    Completed = 2,

    /// <summary>It gave up; the rows that it recorded stay.</summary>
    Failed = 3,
}
