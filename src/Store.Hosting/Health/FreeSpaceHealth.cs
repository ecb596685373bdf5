using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Guarded.Store.Hosting.Health;

/// <summary>Whether the volume of the store's folder has room. It says nothing of another backend.</summary>
internal sealed class FreeSpaceHealth(IOptions<GuardedStoreOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check(context));

    private HealthCheckResult Check(HealthCheckContext context)
    {
        if (options.Value.Path is not { } path)
            return HealthCheckResult.Healthy("The store is not in a folder.");
        try
        {
            var free = new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;
            var data = new Dictionary<string, object> { ["free_bytes"] = free };
            return free >= options.Value.MinimumFreeBytes
                ? HealthCheckResult.Healthy($"{free} bytes are free.", data)
                : HealthCheckResult.Degraded($"Only {free} bytes are free where the store is, fewer than {options.Value.MinimumFreeBytes}. Make room before writes fail.", data: data);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The volume of '{path}' cannot be asked how much is free: {exception.Message}", exception);
        }
    }
}
