using Guarded.Store.Objects;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Guarded.Store.Hosting.Health;

/// <summary>Whether an object can be written durably and read back. It replaces one small object, <c>health/probe</c>, each time.</summary>
internal sealed class StoreHealth(IObjectStore objects) : IHealthCheck
{
    private static readonly ObjectKey Probe = ObjectKey.Parse("health/probe");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var written = "Guarded wrote this to see whether it can."u8.ToArray();
        try
        {
            await objects.PutAsync(Probe, written, PutCondition.Any, cancellationToken).ConfigureAwait(false);
            return await IsThereAsync(written, cancellationToken).ConfigureAwait(false)
                ? HealthCheckResult.Healthy("An object was written durably and read back.")
                : new HealthCheckResult(context.Registration.FailureStatus, $"'{Probe}' was written, and does not hold what was written. Look at the disk or the server, and verify the store.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The store cannot be written or read: {exception.Message}", exception);
        }
    }

    private async ValueTask<bool> IsThereAsync(byte[] written, CancellationToken cancellationToken)
    {
        var content = await objects.GetAsync(Probe, range: null, cancellationToken).ConfigureAwait(false);
        if (content is null || content.Info.Length != written.Length)
            return false;
        await using (content.ConfigureAwait(false))
        {
            var read = new byte[written.Length];
            await content.Stream.ReadExactlyAsync(read, cancellationToken).ConfigureAwait(false);
            return read.AsSpan().SequenceEqual(written);
        }
    }
}
