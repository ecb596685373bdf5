using System.Security.Cryptography;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

public sealed class PayloadRangeTests
{
    private readonly FakeObjects _objects = new();
    private readonly List<string> _calls = [];
    private readonly PayloadStore _payloads;

    public PayloadRangeTests() => _payloads = new PayloadStore(new HookedObjects(_objects, _calls.Add));

    [Fact]
    public async Task The_whole_is_read_once_and_then_only_what_is_asked_for()
    {
        var bytes = RandomNumberGenerator.GetBytes(1_000_000);
        var stored = await _payloads.StoreAsync(bytes);
        for (var i = 0; i < 10; i++)
        {
            _calls.Clear();
            await using var part = await _payloads.OpenRangeAsync(stored.Hash, new ByteRange(i * 1000, 1000));
            Assert.Equal(bytes[(i * 1000)..((i + 1) * 1000)], await ReadAsync(part));
            Assert.Equal(i == 0 ? 3 : 1, _calls.Count(call => call == "get"));
        }
    }

    [Fact]
    public async Task A_payload_that_was_read_whole_needs_no_second_reading()
    {
        await _payloads.StoreAsync(Sample.Good);
        await _payloads.ReadAllBytesAsync(Sample.Hash);
        _calls.Clear();
        await using var part = await _payloads.OpenRangeAsync(Sample.Hash, new ByteRange(1, 2));
        Assert.Single(_calls, "get");
    }

    [Fact]
    public async Task Bytes_that_went_missing_behind_a_verified_state_are_no_end()
    {
        var objects = new TruncatingObjects(_objects);
        var payloads = new PayloadStore(objects);
        await payloads.StoreAsync(Sample.Good);
        await payloads.VerifyAsync(Sample.Hash);
        objects.Missing = 3;
        await using var part = await payloads.OpenRangeAsync(Sample.Hash, new ByteRange(10));
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await ReadAsync(part));
    }

    [Fact]
    public async Task More_states_than_are_remembered_are_read_again_and_all_are_right()
    {
        const int more = 20_000;
        var hashes = new PayloadHash[more];
        var payloads = new PayloadStore(_objects);
        for (var i = 0; i < more; i++)
            hashes[i] = (await payloads.StoreAsync(BitConverter.GetBytes(i))).Hash;
        foreach (var round in new[] { 0, 1 })
        {
            for (var i = 0; i < more; i++)
            {
                await using var part = await payloads.OpenRangeAsync(hashes[i], new ByteRange(round, 2));
                Assert.Equal(BitConverter.GetBytes(i)[round..(round + 2)], await ReadAsync(part));
            }
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
