using Guarded.Store.Files;
using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Leases;

/// <summary>Many at once, on real threads and the real clock.</summary>
public sealed class LeaseRaceTests : IDisposable
{
    private const int Contenders = 8;
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);
    private static readonly LeaseName Name = LeaseName.Parse("counter");
    private static readonly ObjectKey Key = ObjectKey.Parse("counter");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("memory")]
    [InlineData("put if absent")]
    [InlineData("files")]
    public async Task A_counter_that_is_guarded_by_a_lease_loses_no_increment(string store)
    {
        const int times = 8;
        var memory = new MemoryObjectStore();
        var counts = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(number => Task.Run(async () =>
        {
            var objects = Open(store, memory);
            var leases = new LeaseManager(objects, options: null, time: null, new LeaseProcess("host", number, Random.Shared));
            var counter = new FencedPointer(objects, Key);
            var counted = new List<(EpochToken Epoch, int Count)>();
            for (var time = 0; time < times; time++)
            {
                await using var lease = await leases.AcquireAsync(Name, "count", Wait);
                var count = 1 + (await counter.TakeAsync(lease.Epoch) is { Length: 4 } there ? BitConverter.ToInt32(there.Span) : 0);
                await counter.CommitAsync(lease.Epoch, BitConverter.GetBytes(count));
                counted.Add((lease.Epoch, count));
            }
            (objects as IDisposable)?.Dispose();
            return counted;
        })));
        var inOrder = counts.SelectMany(counted => counted).OrderBy(counted => counted.Epoch).ToList();
        Assert.Equal(Enumerable.Range(1, Contenders * times), inOrder.Select(counted => counted.Count));
        Assert.Equal(inOrder.Count, inOrder.DistinctBy(counted => counted.Epoch).Count());
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("put if absent")]
    [InlineData("files")]
    public async Task Of_many_who_try_at_once_one_has_the_lease(string store)
    {
        var memory = new MemoryObjectStore();
        for (var round = 0; round < 20; round++)
        {
            var name = LeaseName.Parse($"round-{round}");
            var tried = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(number => Task.Run(async () =>
            {
                var leases = new LeaseManager(Open(store, memory), options: null, time: null, new LeaseProcess("host", number, Random.Shared));
                return await leases.TryAcquireAsync(name, "try");
            })));
            await using var had = Assert.Single(tried, lease => lease is not null);
        }
    }

    private IObjectStore Open(string store, MemoryObjectStore memory) => store switch
    {
        "memory" => memory,
        "put if absent" => new PutIfAbsentOnly(memory),
        _ => FileObjectStore.Open(_folder.Path, new FileObjectStoreOptions { Durability = Durability.None }),
    };
}
