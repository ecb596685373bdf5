namespace Guarded.Analyzers.Tests.Locks;

/// <summary>The types of leases and locks that rules know by their names, and a class to use them in.</summary>
internal static class LeaseSource
{
    public const string Types =
        """
        namespace Guarded.Store.Leases
        {
            public readonly record struct LeaseName(string Value);
            public readonly record struct EpochToken(long Value);
            public sealed class Lease : IAsyncDisposable
            {
                public LeaseName Name => default;
                public EpochToken Epoch => default;
                public CancellationToken Lost => default;
                public ValueTask ReleaseAsync(CancellationToken cancellationToken = default) => default;
                public ValueTask DisposeAsync() => default;
            }
            public sealed class LeaseManager
            {
                public ValueTask<Lease> AcquireAsync(LeaseName name, string purpose, TimeSpan wait, CancellationToken cancellationToken = default) => default;
                public ValueTask<Lease?> TryAcquireAsync(LeaseName name, string purpose, CancellationToken cancellationToken = default) => default;
            }
            public sealed class LeasedTree
            {
                public ValueTask<Lease> AcquireItemAsync(string item, string purpose, TimeSpan wait, CancellationToken cancellationToken = default) => default;
                public ValueTask<Lease> AcquireStructureAsync(string purpose, TimeSpan wait, CancellationToken cancellationToken = default) => default;
            }
        }

        namespace Guarded
        {
            [AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
            public sealed class RequiresLeaseAttribute : Attribute;
        }

        namespace Medallion.Threading
        {
            public interface IDistributedSynchronizationHandle : IDisposable, IAsyncDisposable { CancellationToken HandleLostToken { get; } }
            public interface IDistributedLock
            {
                string Name { get; }
                IDistributedSynchronizationHandle Acquire(TimeSpan? timeout = null, CancellationToken cancellationToken = default);
                IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout = default, CancellationToken cancellationToken = default);
                ValueTask<IDistributedSynchronizationHandle> AcquireAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default);
                ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default);
            }
            public interface IDistributedLockProvider { IDistributedLock CreateLock(string name); }
        }

        namespace RedLockNet
        {
            public interface IRedLock : IDisposable, IAsyncDisposable { bool IsAcquired { get; } }
            public interface IDistributedLockFactory
            {
                IRedLock CreateLock(string resource, TimeSpan expiryTime);
                Task<IRedLock> CreateLockAsync(string resource, TimeSpan expiryTime);
            }
        }

        namespace Nito.AsyncEx
        {
            public sealed class AsyncLock
            {
                public Task<IDisposable> LockAsync(CancellationToken cancellationToken = default) => null!;
                public IDisposable Lock() => null!;
            }
        }
        """;

    private const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Guarded;
        using Guarded.Store.Leases;
        using Medallion.Threading;
        using Nito.AsyncEx;
        using RedLockNet;

        """;

    /// <summary>A file with these members in a class <c>C</c>.</summary>
    public static string WithMembers(string members) =>
        $$"""
        {{Usings}}
        class C
        {
            private readonly SemaphoreSlim _gate = new(1, 1);
            private readonly SemaphoreSlim _signal = new(0);
            private readonly Mutex _mutex = new();
            private readonly object _sync = new();
            private readonly ReaderWriterLockSlim _rw = new();
            private readonly Lock _lock = new();
            private readonly AsyncLock _async = new();
            private readonly LeaseManager _leases = new();
            private readonly LeasedTree _tree = new();
            private readonly IDistributedLock _distributed = null!;
            private readonly IDistributedLockFactory _factory = null!;
            private readonly List<string> _list = [];
            private readonly TimeSpan _time = TimeSpan.FromSeconds(5);
            private int _count;

        {{members}}

            private void Work() { }
            private Task WorkAsync(CancellationToken token = default) => Task.CompletedTask;
            private Task<int> ComputeAsync() => Task.FromResult(1);
        }

        {{Types}}
        """;

    /// <summary>A file with these statements in an async method.</summary>
    public static string In(string statements) => WithMembers(
        $$"""
            public async Task<int> M(string name, bool flag, LeaseName of, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
                return 0;
            }
        """);

    /// <summary>A file with these statements in a method that returns nothing.</summary>
    public static string InSync(string statements) => WithMembers(
        $$"""
            public void M(string name, bool flag, LeaseName of)
            {
                {{statements}}
            }
        """);
}
