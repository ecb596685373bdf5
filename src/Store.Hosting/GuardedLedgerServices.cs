using Guarded.Store.Hosting;
using Guarded.Store.Hosting.Telemetry;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a ledger.</summary>
public static class GuardedLedgerServices
{
    /// <summary>
    /// Registers the host's one <see cref="ILedger"/>. A backend's own method calls this. The ledger is opened when the host
    /// starts: one whose ledger cannot be opened, or that has no store, does not start. What the ledger does is traced and
    /// measured: <see cref="GuardedTelemetry"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="open">Opens the ledger over the store in which its payloads are. What it gives is disposed of with the host.</param>
    public static IServiceCollection AddGuardedLedger(this IServiceCollection services, Func<IServiceProvider, PayloadStore, CancellationToken, Task<ILedger>> open)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(open);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ObservedLedger(cancellationToken => open(provider, PayloadsOf(provider), cancellationToken)));
        services.TryAddSingleton<ILedger>(static provider => provider.GetRequiredService<ObservedLedger>());
        services.AddHostedService<LedgerStart>();
        return services;
    }

    private static PayloadStore PayloadsOf(IServiceProvider provider) => provider.GetService<PayloadStore>()
        ?? throw new LedgerException("A ledger is registered, and no store: its rows would refer to payloads that nothing keeps. Register the store first, with AddGuardedStore.");
}
