namespace Guarded.Store.Tests.Crashes;

internal enum ViolationKind
{
    /// <summary>A name leads to what nobody put under it.</summary>
    Torn,

    /// <summary>What was acknowledged is not there.</summary>
    Lost,

    /// <summary>What was acknowledged as deleted is there.</summary>
    Undeleted,

    /// <summary>A state is there that was replaced by one that was acknowledged.</summary>
    Outdated,

    /// <summary>A call acknowledged what no reader could ever see.</summary>
    Untrue,

    /// <summary>Something is there that is no object.</summary>
    Foreign,

    /// <summary>A sweep left something staged, or touched an object.</summary>
    Litter,

    /// <summary>The store cannot be used as before.</summary>
    Unusable,
}
