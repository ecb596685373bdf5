using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Leases.Simulation;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Findings;

/// <summary>
/// A deleter waits until no writer holds a lock, then takes its own. In between a writer starts, and the recursive delete finds a
/// folder that is not empty, or takes away what is being written.
/// </summary>
public sealed class W1_WriterAfterTheDrain(ITestOutputHelper output) : IDisposable
{
    private const int Writers = 4;
    private const int Deletes = 10_000;
    private const int NaiveDeletes = 1_000;
    private static readonly TimeSpan Wait = TimeSpan.FromHours(1);

    private readonly World _world = new(Seeded.Random(output).Next());
    private readonly TemporaryFolder _folder = new();
    private string? _harm;
    private int _deletes;
    private int _writes;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Naive_locks_that_only_the_deleter_waits_for_let_a_delete_meet_a_writer()
    {
        Run(objects => new NaiveLocks(objects), NaiveDeletes);
        Assert.NotNull(_harm);
    }

    [Fact]
    public void Guarded_four_writers_and_a_tight_loop_of_ten_thousand_deletes_never_meet()
    {
        Run(objects => new Leases(objects), Deletes);
        Assert.Null(_harm);
        Assert.Equal(Deletes, _deletes);
        Assert.True(_writes > Writers);
    }

    private void Run(Func<(IObjectStore Objects, Participant Process), ILocks> open, int deletes)
    {
        var context = SynchronizationContext.Current;
        VirtualClock.StayOnThisThread();
        var server = new Server(_world, ObjectStoreCapabilities.CompareAndSwap);
        for (var number = 0; number <= Writers; number++)
        {
            var process = new Participant(_world, number);
            var locks = open((new SimulatedObjects(_world, process, server, isFaulty: false, Mutation.None), process));
            var item = $"{number}";
            Func<Task> live = number == 0 ? () => DeleteAsync(process, locks, deletes) : () => WriteAsync(process, locks, item, deletes);
            _world.After(0, process, () => _ = NoteHarmAsync(live));
        }
        while (_deletes < deletes && _harm is null && _world.Now < TimeSpan.FromDays(30).Ticks)
            _world.RunFor(TimeSpan.FromMinutes(1));
        SynchronizationContext.SetSynchronizationContext(context);
        output.WriteLine($"{_deletes:N0} deletes, {_writes:N0} writes in {TimeSpan.FromTicks(_world.Now)}; {_harm ?? "no harm"}");
    }

    private async Task NoteHarmAsync(Func<Task> live)
    {
        try
        {
            await live().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _harm ??= $"after {_deletes} deletes: {exception.Message}";
        }
    }

    private async Task WriteAsync(Participant process, ILocks locks, string item, int deletes)
    {
        while (_deletes < deletes)
        {
            await using (await locks.TakeItemAsync(item).ConfigureAwait(false))
            {
                Directory.CreateDirectory(_folder[item]);
                foreach (var file in new[] { "a", "b" })
                {
                    await process.SleepAsync(_world.Between(0, 0.05)).ConfigureAwait(false);
                    File.WriteAllText(Path.Combine(_folder[item], file), item);
                }
                Assert.Equal(2, Directory.GetFiles(_folder[item]).Length);
                _writes++;
            }
            await process.SleepAsync(_world.Between(0, 0.2)).ConfigureAwait(false);
        }
    }

    private async Task DeleteAsync(Participant process, ILocks locks, int deletes)
    {
        while (_deletes < deletes)
        {
            await using (await locks.TakeStructureAsync().ConfigureAwait(false))
                foreach (var item in Directory.GetDirectories(_folder.Path))
                {
                    foreach (var file in Directory.GetFiles(item))
                        File.Delete(file);
                    await process.SleepAsync(_world.Between(0, 0.01)).ConfigureAwait(false);
                    Directory.Delete(item); // throws where it is not empty
                }
            _deletes++;
        }
    }

    private interface ILocks
    {
        Task<IAsyncDisposable> TakeItemAsync(string item);

        Task<IAsyncDisposable> TakeStructureAsync();
    }

    private sealed class Leases((IObjectStore Objects, Participant Process) given) : ILocks
    {
        private readonly LeasedTree _tree = new(new LeaseManager(given.Objects, options: null, given.Process, given.Process.Identity), "tree");

        public async Task<IAsyncDisposable> TakeItemAsync(string item) => await _tree.AcquireItemAsync(item, "write", Wait).ConfigureAwait(false);

        public async Task<IAsyncDisposable> TakeStructureAsync() => await _tree.AcquireStructureAsync("delete", Wait).ConfigureAwait(false);
    }

    private sealed class NaiveLocks((IObjectStore Objects, Participant Process) given) : ILocks
    {
        private static readonly ObjectKey Structure = ObjectKey.Parse("leases/structure");

        public async Task<IAsyncDisposable> TakeItemAsync(string item)
        {
            while (await given.Objects.GetAsync(Structure).ConfigureAwait(false) is not null)
                await given.Process.SleepAsync(TimeSpan.FromMilliseconds(10).Ticks).ConfigureAwait(false);
            return await PutAsync(ObjectKey.Parse($"leases/items/{item}")).ConfigureAwait(false);
        }

        public async Task<IAsyncDisposable> TakeStructureAsync()
        {
            while (await IsAnyHeldAsync().ConfigureAwait(false))
                await given.Process.SleepAsync(TimeSpan.FromMilliseconds(10).Ticks).ConfigureAwait(false);
            return await PutAsync(Structure).ConfigureAwait(false);
        }

        private async Task<bool> IsAnyHeldAsync()
        {
            await foreach (var _ in given.Objects.ListAsync("leases/items").ConfigureAwait(false))
                return true;
            return false;
        }

        private async Task<IAsyncDisposable> PutAsync(ObjectKey key)
        {
            await given.Objects.PutAsync(key, "mine"u8.ToArray(), PutCondition.IfAbsent).ConfigureAwait(false);
            return new Held(given.Objects, key);
        }

        private sealed class Held(IObjectStore objects, ObjectKey key) : IAsyncDisposable
        {
            public async ValueTask DisposeAsync() => await objects.DeleteAsync(key).ConfigureAwait(false);
        }
    }
}
