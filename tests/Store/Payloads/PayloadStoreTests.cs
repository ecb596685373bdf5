using System.Security.Cryptography;
using System.Text;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

public sealed class PayloadStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PayloadStore _payloads;

    public PayloadStoreTests() => _payloads = new PayloadStore(FileObjectStore.Open(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(1_000_003)]
    public async Task What_was_stored_is_read_back_from_bytes_and_from_a_stream(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        var fromBytes = await _payloads.StoreAsync(bytes);
        var fromStream = await _payloads.StoreAsync(new ForwardOnly(bytes));
        Assert.Equal(fromBytes, fromStream);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), fromBytes.ToString());
        Assert.Equal(length, fromStream.Length);
        Assert.Equal(bytes, await _payloads.ReadAllBytesAsync(fromBytes.Hash));
        Assert.Single(_folder.Files());
    }

    [Fact]
    public async Task What_was_not_stored_is_not_there()
    {
        var stored = await _payloads.StoreAsync("abc"u8.ToArray());
        Assert.True(await _payloads.ExistsAsync(stored.Hash));
        Assert.False(await _payloads.ExistsAsync(PayloadHash.Compute("abd"u8)));
        var missing = await Assert.ThrowsAsync<PayloadNotFoundException>(async () => await _payloads.OpenAsync(PayloadHash.Compute("abd"u8)));
        Assert.Equal(PayloadHash.Compute("abd"u8), missing.Hash);
    }

    [Fact]
    public async Task Writers_of_the_same_bytes_all_succeed_and_one_file_is_there()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        var references = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await _payloads.StoreAsync(bytes))));
        Assert.Single(references.Distinct());
        Assert.Single(_folder.Files());
        Assert.Equal(bytes, await _payloads.ReadAllBytesAsync(references[0].Hash));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("cut")]
    [InlineData("grown")]
    [InlineData("emptied")]
    public async Task Damage_is_never_read_as_content(string damage)
    {
        var stored = await _payloads.StoreAsync(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        var file = _folder[Assert.Single(_folder.Files())];
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[99_999] ^= 1;
        await File.WriteAllBytesAsync(file, damage switch { "cut" => bytes[..99_000], "grown" => [.. bytes, 0], "emptied" => [], _ => bytes });

        var failure = await Assert.ThrowsAsync<PayloadDamagedException>(async () => await _payloads.ReadAllBytesAsync(stored.Hash));
        Assert.Equal(stored.Hash, failure.Hash);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await _payloads.VerifyAsync(stored.Hash));

        // Whoever reads exactly as many bytes as there are, and never asks for the end, is told as well.
        await using var stream = await _payloads.OpenAsync(stored.Hash);
        Assert.Throws<PayloadDamagedException>(() => stream.ReadExactly(new byte[Math.Max(1, stream.Length)]));
    }

    [Fact]
    public async Task Damage_never_looks_like_an_end()
    {
        var stored = await _payloads.StoreAsync("content"u8.ToArray());
        await File.WriteAllBytesAsync(_folder[Assert.Single(_folder.Files())], []);
        await using var stream = await _payloads.OpenAsync(stored.Hash);
        for (var attempt = 0; attempt < 2; attempt++)
            Assert.Throws<PayloadDamagedException>(() => stream.Read(new byte[10]));
    }

    [Fact]
    public async Task Listing_shows_every_payload_once_in_order()
    {
        var stored = new List<string>();
        for (var i = 0; i < 50; i++)
            stored.Add((await _payloads.StoreAsync(BitConverter.GetBytes(i))).ToString());
        await File.WriteAllTextAsync(_folder["payloads/not-a-payload"], "foreign");

        stored.Sort(StringComparer.Ordinal);
        Assert.Equal(stored, await ListAsync(after: null));
        Assert.Equal(stored[20..], await ListAsync(after: PayloadHash.Parse(stored[19])));
        Assert.Empty(await ListAsync(after: PayloadHash.Parse(stored[^1])));

        async Task<List<string>> ListAsync(PayloadHash? after)
        {
            var listed = new List<string>();
            await foreach (var hash in _payloads.ListAsync(after))
                listed.Add(hash.ToString());
            return listed;
        }
    }

    [Fact]
    public async Task A_length_is_known_without_reading_and_is_null_where_nothing_is()
    {
        var stored = await _payloads.StoreAsync(new byte[12_345]);
        Assert.Equal(12_345, await _payloads.LengthAsync(stored.Hash));
        Assert.Null(await _payloads.LengthAsync(PayloadHash.Compute("abd"u8)));
    }

    [Fact]
    public async Task A_delete_says_whether_there_was_something()
    {
        var stored = await _payloads.StoreAsync("content"u8.ToArray());
        Assert.True(await _payloads.DeleteAsync(stored.Hash));
        Assert.False(await _payloads.DeleteAsync(stored.Hash));
        Assert.False(await _payloads.ExistsAsync(stored.Hash));
        await _payloads.StoreAsync("content"u8.ToArray());
        await _payloads.VerifyAsync(stored.Hash);
    }

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
