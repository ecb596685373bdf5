using System.Security.Cryptography;
using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

/// <summary>What callers hand in that is no payload, or not in the way that it says.</summary>
public sealed class BadSourceTests
{
    private readonly FakeObjects _objects = new();
    private readonly PayloadStore _payloads;

    public BadSourceTests() => _payloads = new PayloadStore(_objects);

    [Fact]
    public async Task Null_is_no_empty_payload()
    {
        Assert.Equal("content", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await _payloads.StoreAsync((byte[])null!))).ParamName);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _payloads.StoreAsync((Stream)null!));
        Assert.Empty(_objects.Keys);
    }

    [Fact]
    public async Task Nothing_at_all_is_a_payload()
    {
        var empty = PayloadHash.Compute([]);
        Assert.Equal(empty, (await _payloads.StoreAsync(Array.Empty<byte>())).Hash);
        Assert.Equal(empty, (await _payloads.StoreAsync(ReadOnlyMemory<byte>.Empty)).Hash);
        Assert.Equal(empty, (await _payloads.StoreAsync(Stream.Null)).Hash);
        Assert.Empty(await _payloads.ReadAllBytesAsync(empty));
        Assert.Single(_objects.Keys);
    }

    [Fact]
    public async Task A_stream_that_is_disposed_while_it_is_read_leaves_nothing()
    {
        var inner = new MemoryStream(new byte[1_000_000]);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _payloads.StoreAsync(new Liar(inner, whenRead: inner.Dispose)));
        Assert.Empty(_objects.Keys);
    }

    [Fact]
    public async Task A_stream_that_was_closed_before_is_refused()
    {
        var closed = new MemoryStream([1, 2, 3]);
        closed.Dispose();
        var failure = await Assert.ThrowsAsync<ArgumentException>(async () => await _payloads.StoreAsync(closed));
        Assert.Contains("closed", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_objects.Keys);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task What_a_stream_says_of_its_length_is_not_asked(long length)
    {
        var stored = await _payloads.StoreAsync(new Liar(new MemoryStream(Sample.Good), length: length));
        Assert.Equal((Sample.Hash, Sample.Good.Length), (stored.Hash, stored.Length));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(1 << 30)]
    public async Task A_read_that_says_what_cannot_be_is_refused(int read)
    {
        var failure = await Assert.ThrowsAsync<IOException>(async () => await _payloads.StoreAsync(new Liar(new MemoryStream(Sample.Good), answer: read)));
        Assert.Contains($"read {read} bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_objects.Keys);
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
    public async Task A_default_hash_names_no_payload()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _payloads.OpenAsync(default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _payloads.OpenRangeAsync(default, default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _payloads.LengthAsync(default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _payloads.DeleteAsync(default));
    }

    // Says of its length and of its reads what it was told to say.
    private sealed class Liar(MemoryStream inner, long? length = null, int? answer = null, Action? whenRead = null) : Source
    {
        public override bool CanSeek => true;

        public override long Length => length ?? inner.Length;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = inner.Read(buffer.Span);
            whenRead?.Invoke();
            return new(answer ?? read);
        }
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
}
