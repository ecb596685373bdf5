namespace Guarded.Store.Leases;

/// <summary>What came of asking for a lease once.</summary>
/// <param name="Lease">The lease, or null where it was not had.</param>
/// <param name="HeldBy">What stands in the way, or null where others were faster.</param>
internal readonly record struct Attempt(Lease? Lease, LeaseState? HeldBy);
