using Guarded.Store.Objects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guarded.Store.Hosting.Tests;

/// <summary>A host of its own for each test, and a folder.</summary>
public abstract class HostTest : IAsyncLifetime
{
    private IHost? _host;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("guarded-").FullName;

    protected LogEntries Log { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    protected async Task<IServiceProvider> StartAsync(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddProvider(Log);
        configure(builder);
        _host = builder.Build();
        await _host.StartAsync();
        return _host.Services;
    }

    protected Task<IServiceProvider> StartWithFolderAsync() => StartAsync(builder => builder.Services.AddGuardedStore(options => options.Path = Folder));

    protected Task<IServiceProvider> StartWithObjectsAsync(IObjectStore objects) =>
        StartAsync(builder => builder.Services.AddGuardedStore(options => options.Objects = _ => objects));

    protected async Task StopAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        _host = null;
    }
}
