using Guarded.Store.Leases;

namespace Guarded.Processes.Worker;

/// <summary>The lease that a <see cref="LeaseWorker"/> holds.</summary>
public static class HeldLease
{
    public static LeaseName Name { get; } = LeaseName.Parse("worker");
}
