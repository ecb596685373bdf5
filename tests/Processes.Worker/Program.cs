using Guarded.Processes.Worker;
using Guarded.Store.Files;
using Guarded.Store.Objects;

// One process of the tests in tests/Processes: they start it, read what it says, and kill it.
try
{
    await (args switch
    {
        ["loop", var root, var durability, var staging, var practice, var seed, var slot, var own, var shared] => new LoopWorker(
            Store(root, durability, Enum.Parse<Staging>(staging)), Enum.Parse<Practice>(practice), new Random(int.Parse(seed, null)), slot, Presences(own), Presences(shared)).RunAsync(),
        ["churn", var root, var durability, var owner] => new ChurnWriter(Store(root, durability), owner).RunAsync(),
        ["count", var root, var durability, var times] => CountingWorker.RunAsync(Store(root, durability), int.Parse(times, null)),
        ["lease", var root, var durability, var bound, var obeys] => LeaseWorker.RunAsync(Store(root, durability), TimeSpan.FromSeconds(int.Parse(bound, null)), bool.Parse(obeys)),
        ["slow-release", var root, var durability, var bound] => SlowReleaseWorker.GuardedAsync(Store(root, durability), TimeSpan.FromSeconds(int.Parse(bound, null))),
        ["naive-await", var root, var durability] => SlowReleaseWorker.NaiveAwaitAsync(Store(root, durability)),
        ["naive-wait", var root, var durability] => SlowReleaseWorker.NaiveWaitAsync(Store(root, durability)),
        ["leased-count", var root, var durability] => LeasedCounter.CountAsync(Store(root, durability)),
        ["ledger", var root, var durability, var source] => LedgerWorker.RecordAsync(Store(root, durability), source),
        ["purge", var root, var durability, var source] => LedgerWorker.PurgeAsync(Store(root, durability), source),
        ["memory", var root, var durability, var length, var whole] => new MemoryProbe(Store(root, durability), bool.Parse(whole)).RunAsync(long.Parse(length, null)),
        _ => throw new ArgumentException($"'{string.Join(' ', args)}' asks for nothing that a worker does. The tests in tests/Processes start it."),
    });
    return 0;
}
catch (Exception exception)
{
    await Console.Error.WriteLineAsync(exception.ToString());
    return 1;
}

static FileObjectStore Store(string root, string durability, Staging staging = Staging.Usual)
{
    var options = new FileObjectStoreOptions { Durability = Enum.Parse<Durability>(durability) };
    return staging == Staging.Named ? new FileObjectStore(LinuxFolder.Open(root, unnamed: false), options) : FileObjectStore.Open(root, options);
}

static Presence[] Presences(string text) => [.. text.Select(letter => (Presence)letter)];
