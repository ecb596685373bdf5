using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

/// <summary>A payload's stream that was closed is not one that is at its end.</summary>
public sealed class ClosedPayloadTests
{
    private readonly FakeObjects _objects = new();
    private readonly PayloadStore _payloads;

    public ClosedPayloadTests() => _payloads = new PayloadStore(_objects);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task It_can_be_neither_read_nor_stored(bool range, bool readToItsEnd)
    {
        var stored = await _payloads.StoreAsync(Sample.Good);
        var payload = range ? await _payloads.OpenRangeAsync(stored.Hash, new ByteRange(2, 5)) : await _payloads.OpenAsync(stored.Hash);
        Assert.True(payload.CanRead);
        if (readToItsEnd)
            await payload.CopyToAsync(Stream.Null);
        await payload.DisposeAsync();

        Assert.False(payload.CanRead);
        Assert.Throws<ObjectDisposedException>(() => payload.Read(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => payload.Read(new byte[1], 0, 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => payload.ReadAsync(new byte[1]).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => payload.ReadAsync(Memory<byte>.Empty).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(async () => await _payloads.StoreAsync(payload));
        Assert.Equal([Sample.Key], _objects.Keys);
    }

    [Fact]
    public async Task Bad_arguments_are_named()
    {
        var stored = await _payloads.StoreAsync(Sample.Good);
        await using var payload = await _payloads.OpenAsync(stored.Hash);
        Assert.Throws<ArgumentNullException>("buffer", () => payload.Read(null!, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => payload.Read(new byte[1], 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("offset", () => payload.Read(new byte[1], -1, 1));
    }
}
