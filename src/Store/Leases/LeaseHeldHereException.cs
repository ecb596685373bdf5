namespace Guarded.Store.Leases;

/// <summary>This process holds the lease itself, or one that excludes it. To wait for it would be to wait for oneself.</summary>
public sealed class LeaseHeldHereException : LeaseException
{
    internal LeaseHeldHereException(Lease held, LeaseState state, DateTimeOffset now)
        : base($"{state.Describe(now)}, which is this process. Pass on the lease that is held, or release it first.") => Held = held;

    /// <summary>The lease that this process holds.</summary>
    public Lease Held { get; }
}
