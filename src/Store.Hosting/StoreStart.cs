using Guarded.Store.Objects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Guarded.Store.Hosting;

/// <summary>Opens the store.</summary>
internal sealed class StoreStart(IServiceProvider services, IOptions<GuardedStoreOptions> options, ILogger<StoreStart> log) : StartStep
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        var objects = services.GetRequiredService<IObjectStore>();
        log.StoreOpened(options.Value.Path ?? "another backend", objects.Capabilities);
        return Task.CompletedTask;
    }
}
