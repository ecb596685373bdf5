using Guarded.Store.Objects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Guarded.Store.Hosting;

/// <summary>Opens the store before anything of the host runs: a host whose store cannot be opened does not start.</summary>
internal sealed class StoreStart(IServiceProvider services, IOptions<GuardedStoreOptions> options, ILogger<StoreStart> log) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var objects = services.GetRequiredService<IObjectStore>();
        log.StoreOpened(options.Value.Path ?? "another backend", objects.Capabilities);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
