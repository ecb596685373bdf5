using System.Security.Cryptography;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>Every store of a duplicate reads and hashes all that is there.</summary>
public sealed class E4_RereadDuplicate
{
    private const int Duplicates = 5;

    private readonly FakeObjects _objects = new();
    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(1_000_000);
    private readonly List<string> _calls = [];
    private readonly HookedObjects _seam;

    public E4_RereadDuplicate() => _seam = new HookedObjects(_objects, _calls.Add);

    [Fact]
    public async Task Naive_each_duplicate_reads_the_whole_payload()
    {
        for (var i = 0; i <= Duplicates; i++)
            await NaiveStoreAsync(_seam, _bytes);
        Assert.Equal(Duplicates, _calls.Count(call => call == "get"));
        Assert.True(_calls.Count(call => call == "read") >= Duplicates);
    }

    [Fact]
    public async Task Guarded_a_duplicate_reads_nothing_and_is_committed_as_a_write_is()
    {
        var payloads = new PayloadStore(_seam);
        for (var i = 0; i <= Duplicates; i++)
            await payloads.StoreAsync(_bytes);
        Assert.DoesNotContain("get", _calls);
        // The commit that finds the key taken makes what is there durable: another writer may not have flushed it.
        Assert.Equal(Duplicates + 1, _calls.Count(call => call == "commit IfAbsent"));
    }

    [Fact]
    public async Task Guarded_a_length_that_differs_is_certain_damage_and_is_seen_all_the_same()
    {
        var payloads = new PayloadStore(_seam);
        var stored = await payloads.StoreAsync(_bytes);
        _objects.Plant(Sample.KeyOf(stored.Hash), _bytes[..^1]);
        await payloads.StoreAsync(_bytes);
        Assert.Equal(_bytes, await payloads.ReadAllBytesAsync(stored.Hash));
    }

    private static async Task NaiveStoreAsync(HookedObjects objects, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var key = ObjectKey.Parse($"payloads/{hash[..2]}/{hash}");
        if (await objects.HeadAsync(key) is null)
        {
            await objects.PutAsync(key, content, PutCondition.Any);
            return;
        }
        await using var there = await objects.GetAsync(key);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(there!.Stream)) != hash)
            throw new InvalidDataException("integrity error");
    }
}
