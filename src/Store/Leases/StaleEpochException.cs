using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>A commit was refused, because a later holder of its lease has been there. Nothing was changed.</summary>
public sealed class StaleEpochException : LeaseException
{
    internal StaleEpochException(ObjectKey key, EpochToken refused, EpochToken seen)
        : base($"'{key}' refuses epoch {refused}: a holder of epoch {seen} has taken it since. The lease was lost; acquire it anew and look at what is there.") =>
        (Key, Refused, Seen) = (key, refused, seen);

    /// <summary>What was to be changed.</summary>
    public ObjectKey Key { get; }

    /// <summary>The epoch that came too late.</summary>
    public EpochToken Refused { get; }

    /// <summary>The epoch that has been there.</summary>
    public EpochToken Seen { get; }
}
