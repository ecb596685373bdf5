using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

public sealed class PayloadStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PayloadStore _payloads;

    public PayloadStoreTests() => _payloads = new PayloadStore(FileObjectStore.Open(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task More_than_a_caller_would_hold_in_memory_is_refused_before_it_is_read()
    {
        var objects = new FakeObjects();
        var payloads = new PayloadStore(objects);
        var stored = await payloads.StoreAsync(new byte[1001]);
        Assert.Equal(1001, (await payloads.ReadAllBytesAsync(stored.Hash, maxLength: 1001)).Length);
        var failure = await Assert.ThrowsAsync<PayloadTooLargeException>(async () => await payloads.ReadAllBytesAsync(stored.Hash, maxLength: 1000));
        Assert.Equal((stored.Hash, 1001), (failure.Hash, failure.Length));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await payloads.ReadAllBytesAsync(stored.Hash, maxLength: -1));
    }

    [Fact]
    public async Task A_hole_of_a_terabyte_where_a_payload_should_be_is_not_read_into_memory()
    {
        var stored = await _payloads.StoreAsync("content"u8.ToArray());
        await using (var hole = File.OpenWrite(_folder[Assert.Single(_folder.Files())]))
            hole.SetLength(1L << 40);
        await Assert.ThrowsAsync<PayloadTooLargeException>(async () => await _payloads.ReadAllBytesAsync(stored.Hash));
    }

    [Fact]
    public async Task A_sweep_goes_by_an_hour_where_no_age_is_given()
    {
        var objects = new FakeObjects();
        var payloads = new PayloadStore(objects);
        Assert.Equal(new SweepResult(Removed: 1, Kept: 2), await payloads.SweepAsync());
        Assert.Equal(TimeSpan.FromHours(1), objects.SweptAge);
        await payloads.SweepAsync(TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, objects.SweptAge);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await payloads.SweepAsync(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void A_store_needs_objects_and_a_check_that_there_is()
    {
        Assert.Throws<ArgumentNullException>(() => new PayloadStore(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PayloadStoreOptions { DedupCheck = (DedupCheck)3 });
    }
}
