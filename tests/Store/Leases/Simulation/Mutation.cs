namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>Ways to get the protocol wrong, each seen in real code.</summary>
public enum Mutation
{
    None,

    /// <summary>A heartbeat writes whatever is there.</summary>
    RenewWithoutCondition,

    /// <summary>A stale lease is overwritten, whatever is there by then.</summary>
    TakeOverWithoutCondition,

    /// <summary>A release removes the lease, and its epoch with it.</summary>
    DeleteOnRelease,

    /// <summary>Who has taken an item does not look for the structure again.</summary>
    WriterDoesNotLookAgain,

    /// <summary>Who has taken the structure does not drain again.</summary>
    DeleterDoesNotDrainAgain,

    /// <summary>Locks that cannot be read are passed by.</summary>
    SkipUnreadable,

    /// <summary>A resource takes every epoch.</summary>
    FenceIsNotChecked,
}
