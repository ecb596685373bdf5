using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing;

public abstract partial class PayloadStoreConformance
{
    [SkippableTheory]
    [InlineData(0L, 5L, "the w")]
    [InlineData(4L, 5L, "whole")]
    [InlineData(4L, null, "whole content")]
    [InlineData(16L, 1L, "t")]
    [InlineData(16L, 100L, "t")]
    [InlineData(17L, 1L, "")]
    [InlineData(1_000L, null, "")]
    [InlineData(3L, 0L, "")]
    [InlineData(0L, null, "the whole content")]
    [InlineData(long.MaxValue, long.MaxValue, "")]
    public async Task A_part_of_a_payload_is_read_as_it_lies(long offset, long? length, string expected)
    {
        await StoreAsync(Good);
        await using var part = await (await OpenPayloadsAsync()).OpenRangeAsync(GoodHash, new ByteRange(offset, length));
        Assert.Equal(expected.Length, part.Length);
        Assert.Equal(expected, await new StreamReader(part).ReadToEndAsync());
    }

    [SkippableFact]
    public async Task No_part_is_read_of_a_payload_that_is_damaged_elsewhere()
    {
        await DamageAsync(GoodHash, Changed);
        var payloads = await OpenPayloadsAsync();
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.OpenRangeAsync(GoodHash, new ByteRange(0, 3)));
    }

    [SkippableFact]
    public async Task A_state_that_replaced_a_verified_one_is_verified_before_a_part_of_it_is_read()
    {
        await StoreAsync(Good);
        var payloads = await OpenPayloadsAsync();
        await payloads.VerifyAsync(GoodHash);
        await DamageAsync(GoodHash, Changed);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.OpenRangeAsync(GoodHash, new ByteRange(0, 3)));
    }

    [SkippableFact]
    public async Task A_part_of_what_is_not_stored_is_not_there()
    {
        var payloads = await OpenPayloadsAsync();
        await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await payloads.OpenRangeAsync(GoodHash, new ByteRange(0, 3)));
    }
}
