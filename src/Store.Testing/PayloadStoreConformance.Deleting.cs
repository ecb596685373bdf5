using Guarded.Store.Hashing;
using Guarded.Store.Payloads;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

public abstract partial class PayloadStoreConformance
{
    [SkippableFact]
    public async Task A_payload_that_is_deleted_is_gone_and_can_be_stored_again()
    {
        var kept = await StoreAsync(Bytes("kept"));
        await StoreAsync(Good);
        Assert.True(await DeleteAsync(GoodHash));
        Assert.False(await DeleteAsync(GoodHash));
        Assert.False(await (await OpenPayloadsAsync()).ExistsAsync(GoodHash));
        Assert.Equal([kept.ToString()], await ListPayloadsAsync());
        await IsStoredAsync(Good, await StoreAsync(Good));
    }

    [SkippableFact]
    public async Task A_sweep_leaves_a_payload_alone_that_is_being_stored()
    {
        var bytes = BytesOfLength(300_000);
        var sweeper = await OpenPayloadsAsync();
        // Between the first and the second write of the content.
        var swept = new Calling(3, async () => await sweeper.SweepAsync());
        var stored = await new PayloadStore(new GatedObjectStore(await ReopenAsync(), swept)).StoreAsync(new MemoryStream(bytes));
        Assert.True(swept.WasReached);
        await sweeper.SweepAsync(TimeSpan.Zero);
        await IsStoredAsync(bytes, stored);
    }

    private async Task<bool> DeleteAsync(PayloadHash hash) => await (await OpenPayloadsAsync()).DeleteAsync(hash);
}
