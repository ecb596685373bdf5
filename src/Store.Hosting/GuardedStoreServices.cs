using Guarded.Store.Attachments;
using Guarded.Store.Hosting;
using Guarded.Store.Hosting.Telemetry;
using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Guarded's store.</summary>
public static class GuardedStoreServices
{
    /// <summary>
    /// Registers one store: <see cref="IObjectStore"/>, <see cref="PayloadStore"/>, <see cref="AttachmentStore"/> and
    /// <see cref="LeaseManager"/>, each once for the host and safe for concurrent use. The options are validated and the store
    /// opened when the host starts, so that one that cannot work does not start. What the store does is traced and measured:
    /// <see cref="GuardedTelemetry"/>. The clock is the registered <see cref="TimeProvider"/>, or the system's.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; null where they are bound from configuration, with <c>Configure&lt;GuardedStoreOptions&gt;</c>.</param>
    public static IServiceCollection AddGuardedStore(this IServiceCollection services, Action<GuardedStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<GuardedStoreOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GuardedStoreOptions>, GuardedStoreOptionsValidation>());
        services.TryAddSingleton<IObjectStore>(Open);
        services.TryAddSingleton(static provider => new PayloadStore(provider.GetRequiredService<IObjectStore>(), PayloadOptions(provider)));
        services.TryAddSingleton(static provider => new AttachmentStore(provider.GetRequiredService<IObjectStore>(), PayloadOptions(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new LeaseManager(
            provider.GetRequiredService<IObjectStore>(),
            new LeaseOptions { TimeToLive = Options(provider).LeaseTimeToLive },
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<StoreStart>();
        return services;
    }

    private static GuardedStoreOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<GuardedStoreOptions>>().Value;

    private static ObservedObjectStore Open(IServiceProvider provider)
    {
        var options = Options(provider);
        if (options.Objects is { } open)
            return new ObservedObjectStore(open(provider));
        var time = provider.GetRequiredService<TimeProvider>();
        return new ObservedObjectStore(FileObjectStore.OpenOrCreate(options.Path!, new FileObjectStoreOptions { Durability = options.Durability, Time = time }));
    }

    private static PayloadStoreOptions PayloadOptions(IServiceProvider provider)
    {
        var log = provider.GetRequiredService<ILogger<PayloadStore>>();
        return new PayloadStoreOptions
        {
            DedupCheck = Options(provider).DedupCheck,
            Healed = healed =>
            {
                Instruments.Healed.Add(1);
                log.Healed(healed.Hash, healed.Damage, healed.Quarantined);
            },
        };
    }
}
