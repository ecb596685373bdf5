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
        var fromStream = await _payloads.StoreAsync(new ForwardOnly(new MemoryStream(bytes)));
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
    public async Task A_stream_that_throws_half_way_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidDataException>(async () => await _payloads.StoreAsync(new Breaking(bytesBefore: 300_000)));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_cancelled_store_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        var endless = new Endless(whenRead: cancelled.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _payloads.StoreAsync(endless, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _payloads.StoreAsync(new byte[1], cancelled.Token));
        Assert.Empty(_folder.Files());
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
    public async Task Damage_is_never_read_as_content(string damage)
    {
        var stored = await _payloads.StoreAsync(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        var file = _folder[Assert.Single(_folder.Files())];
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[99_999] ^= 1;
        await File.WriteAllBytesAsync(file, damage switch { "cut" => bytes[..99_000], "grown" => [.. bytes, 0], _ => bytes });

        var failure = await Assert.ThrowsAsync<PayloadDamagedException>(async () => await _payloads.ReadAllBytesAsync(stored.Hash));
        Assert.Equal(stored.Hash, failure.Hash);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await _payloads.VerifyAsync(stored.Hash));

        // Whoever reads exactly as many bytes as there are, and never asks for the end, is told as well.
        await using var stream = await _payloads.OpenAsync(stored.Hash);
        Assert.Throws<PayloadDamagedException>(() => stream.ReadExactly(new byte[stream.Length]));
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
    public async Task A_cancelled_read_that_still_writes_its_buffer_spoils_no_other_payload()
    {
        for (var round = 0; round < 20; round++)
        {
            using var cancelled = new CancellationTokenSource();
            var late = new Late(cancelled.Cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _payloads.StoreAsync(late, cancelled.Token));
            var stored = await _payloads.StoreAsync(new Late(late.WriteNow));
            await _payloads.VerifyAsync(stored.Hash);
        }
    }

    [Fact]
    public async Task A_damaged_length_is_seen_by_the_next_store_of_the_same_bytes()
    {
        await _payloads.StoreAsync("content"u8.ToArray());
        await File.WriteAllTextAsync(_folder[Assert.Single(_folder.Files())], "con");
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await _payloads.StoreAsync("content"u8.ToArray()));
    }

    [Fact]
    public async Task Listing_shows_every_payload_once_in_order()
    {
        var stored = new List<string>();
        for (var i = 0; i < 50; i++)
            stored.Add((await _payloads.StoreAsync(BitConverter.GetBytes(i))).ToString());
        await File.WriteAllTextAsync(_folder["payloads/not-a-payload"], "foreign");

        var listed = new List<string>();
        await foreach (var hash in _payloads.ListAsync())
            listed.Add(hash.ToString());
        Assert.Equal(stored.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task A_default_hash_names_no_payload() =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _payloads.OpenAsync(default));

    private sealed class ForwardOnly(Stream inner) : Source
    {
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 1000));
    }

    private sealed class Breaking(int bytesBefore) : Source
    {
        private int _read;

        public override int Read(byte[] buffer, int offset, int count) =>
            (_read += count) > bytesBefore ? throw new InvalidDataException("the source broke") : count;
    }

    // Keeps the buffer of its first read, and writes into it later.
    private sealed class Late(Action whenRead) : Source
    {
        private Memory<byte> _kept;
        private int _reads;

        public void WriteNow() => RandomNumberGenerator.Fill(_kept.Span);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_reads++ == 0)
            {
                _kept = buffer;
                buffer.Span.Clear();
                whenRead();
                cancellationToken.ThrowIfCancellationRequested();
                return new(buffer.Length);
            }
            whenRead();
            return new(0);
        }
    }

    private sealed class Endless(Action whenRead) : Source
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            whenRead();
            return count;
        }
    }
}
