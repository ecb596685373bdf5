using Guarded.Store.Hosting.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the health checks of Guarded's store and ledger.</summary>
public static class GuardedHealthChecks
{
    /// <summary>
    /// Checks whether the store can be written durably and read back (<c>guarded-store</c>), and whether its volume has
    /// <see cref="Guarded.Store.Hosting.GuardedStoreOptions.MinimumFreeBytes"/> free (<c>guarded-free-space</c>).
    /// </summary>
    public static IHealthChecksBuilder AddGuardedStore(this IHealthChecksBuilder checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.AddCheck<StoreHealth>("guarded-store").AddCheck<FreeSpaceHealth>("guarded-free-space");
    }

    /// <summary>Checks whether the ledger answers (<c>guarded-ledger</c>).</summary>
    public static IHealthChecksBuilder AddGuardedLedger(this IHealthChecksBuilder checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.AddCheck<LedgerHealth>("guarded-ledger");
    }
}
