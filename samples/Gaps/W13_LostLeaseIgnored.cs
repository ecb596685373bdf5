using Medallion.Threading;

namespace Gaps
{
    /// <summary>W13: the lock is lost in the middle of the work, which nothing tells and nothing asks.</summary>
    public static class LostLeaseIgnored
    {
        public static async Task PushAsync(IDistributedLock alone, IEnumerable<Func<Task>> uploads)
        {
            await using var held = await alone.AcquireAsync(); // GRD5008
            foreach (var upload in uploads)
                await upload();
        }
    }
}

namespace Medallion.Threading
{
    public interface IDistributedLock
    {
        ValueTask<IDistributedSynchronizationHandle> AcquireAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default);
    }

    public interface IDistributedSynchronizationHandle : IDisposable, IAsyncDisposable
    {
        CancellationToken HandleLostToken { get; }
    }
}
