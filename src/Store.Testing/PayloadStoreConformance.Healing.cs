using System.Collections.Concurrent;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class PayloadStoreConformance
{
    // As long as each other: only who reads them tells them apart.
    private static readonly byte[] Good = Bytes("the whole content");
    private static readonly byte[] Changed = Bytes("the wrong content");
    private static readonly byte[] Torn = Bytes("the wh");

    private static readonly PayloadHash GoodHash = PayloadHash.Compute(Good);

    private readonly ConcurrentQueue<HealedPayload> _healed = [];

    [SkippableTheory]
    [InlineData(DedupCheck.Length, "the wh")]
    [InlineData(DedupCheck.OncePerProcess, "the whole content and more")]
    [InlineData(DedupCheck.Always, "")]
    public async Task A_wrong_length_is_healed_at_every_depth(DedupCheck check, string damage)
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        await DamageAsync(GoodHash, Bytes(damage));
        await HealsAsync(await OpenHealingAsync(check), Bytes(damage), $"it has {damage.Length} bytes, not 17");
    }

    [SkippableTheory]
    [InlineData(DedupCheck.OncePerProcess)]
    [InlineData(DedupCheck.Always)]
    public async Task Changed_bytes_are_healed_where_they_are_looked_at(DedupCheck check)
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        await DamageAsync(GoodHash, Changed);
        await HealsAsync(await OpenHealingAsync(check), Changed, $"its 17 bytes hash to {Sha256(Changed)}");
    }

    [SkippableFact]
    public async Task By_length_alone_changed_bytes_pass_until_a_read_comes_upon_them()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        await DamageAsync(GoodHash, Changed);
        var payloads = await OpenHealingAsync(DedupCheck.Length);
        _ = await payloads.StoreAsync(Good);
        Assert.Empty(_healed);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.ReadAllBytesAsync(GoodHash));
        await HealsAsync(payloads, Changed, $"its 17 bytes hash to {Sha256(Changed)}");
    }

    [SkippableFact]
    public async Task The_same_damage_twice_is_kept_once()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        for (var round = 1; round <= 2; round++)
        {
            await DamageAsync(GoodHash, Torn);
            _ = await (await OpenHealingAsync(DedupCheck.Length)).StoreAsync(Good);
            Assert.Equal(round, _healed.Count);
        }
        Assert.Equal([KeyOf(GoodHash).ToString(), QuarantineOf(Torn).ToString()], await ListKeysAsync());
    }

    [SkippableFact]
    public async Task Of_many_healers_exactly_one_heals()
    {
        await SkipUnlessAsync(ObjectStoreCapabilities.CompareAndSwap);
        var bytes = BytesOfLength(300_000);
        var hash = PayloadHash.Compute(bytes);
        await DamageAsync(hash, bytes[..100_000]);
        var healers = new List<PayloadStore>();
        for (var healer = 0; healer < 16; healer++)
            healers.Add(await OpenHealingAsync(DedupCheck.Always));

        await TogetherAsync(healers.Count, async healer => await healers[healer].StoreAsync(bytes));
        var quarantined = Assert.Single(_healed).Quarantined;
        await ReadsAsync(bytes.AsMemory(0, 100_000), quarantined);
        await IsStoredAsync(bytes, await StoreAsync(bytes));
        Assert.Equal([KeyOf(hash).ToString(), quarantined.ToString()], await ListKeysAsync());
    }

    [SkippableFact]
    public async Task Where_nothing_can_be_swapped_the_damage_stays_and_is_told()
    {
        Skip.If(await OffersAsync(ObjectStoreCapabilities.CompareAndSwap), "This backend can swap, and so it heals.");
        await DamageAsync(GoodHash, Torn);
        var payloads = await OpenHealingAsync(DedupCheck.Length);
        var told = await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.StoreAsync(Good));
        Assert.Equal(GoodHash, told.Hash);
        Assert.Contains("no compare-and-swap", told.Message, StringComparison.Ordinal);
        Assert.Equal([KeyOf(GoodHash).ToString()], await ListKeysAsync());
        await ReadsAsync(Torn, KeyOf(GoodHash));

        // The remedy that the message names.
        Assert.True(await payloads.DeleteAsync(GoodHash));
        await IsStoredAsync(Good, await payloads.StoreAsync(Good));
    }

    [SkippableFact]
    public async Task A_duplicate_is_found_by_its_length_without_reading_a_byte()
    {
        var recording = new Recording();
        var payloads = new PayloadStore(new GatedObjectStore(await ReopenAsync(), recording));
        await StoreAsync(Good);
        _ = await payloads.StoreAsync(Good);
        Assert.DoesNotContain(recording.Passed, operation => operation.Kind is "get" or "read");
        Assert.Equal([KeyOf(GoodHash).ToString()], await ListKeysAsync());
    }

    private async Task<PayloadStore> OpenHealingAsync(DedupCheck check) =>
        new(await ReopenAsync(), new PayloadStoreOptions { DedupCheck = check, Healed = _healed.Enqueue });

    // Good bytes are stored over bad ones: both are there afterwards, and it is told once.
    private async Task HealsAsync(PayloadStore payloads, byte[] bad, string damage)
    {
        _ = await payloads.StoreAsync(new MemoryStream(Good));
        _ = await payloads.StoreAsync(Good);
        Assert.Equal(new HealedPayload(GoodHash, KeyOf(GoodHash), damage, QuarantineOf(bad)), Assert.Single(_healed));
        Assert.Equal(Good, await ReadAllBytesAsync(GoodHash));
        await ReadsAsync(bad, QuarantineOf(bad));
        Assert.Equal([KeyOf(GoodHash).ToString(), QuarantineOf(bad).ToString()], await ListKeysAsync());
    }

    private static ObjectKey QuarantineOf(byte[] bad) => Key($"quarantine/{GoodHash}/{Sha256(bad)}");
}
