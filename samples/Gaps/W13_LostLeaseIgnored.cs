using Guarded.Store.Leases;

namespace Gaps;

/// <summary>W13: the lease is lost in the middle of the work. It says so, and nobody listens.</summary>
public static class LostLeaseIgnored
{
    public static async Task PushAsync(LeaseManager leases, LeaseName name, IEnumerable<Func<Task>> uploads)
    {
        await using var lease = await leases.AcquireAsync(name, "push", TimeSpan.FromMinutes(1)); // GRD5008
        foreach (var upload in uploads)
            await upload();
    }
}
