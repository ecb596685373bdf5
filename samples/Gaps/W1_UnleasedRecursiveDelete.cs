using RedLockNet;

namespace Gaps
{
    /// <summary>W1: each item is written under a lock of its own, and the tree is deleted under none.</summary>
    public sealed class UnleasedRecursiveDelete(IDistributedLockFactory locks, string root)
    {
        public async Task WriteAsync(string item, Func<string, Task> write)
        {
            await using var held = await locks.CreateLockAsync(item, TimeSpan.FromSeconds(30));
            if (!held.IsAcquired)
                throw new TimeoutException($"'{item}' is locked.");
            await write(Path.Join(root, item));
        }

        public void Clear() => Directory.Delete(root, recursive: true); // GRD5005
    }
}

namespace RedLockNet
{
    public interface IDistributedLockFactory
    {
        Task<IRedLock> CreateLockAsync(string resource, TimeSpan expiryTime);
    }

    public interface IRedLock : IDisposable, IAsyncDisposable
    {
        bool IsAcquired { get; }
    }
}
