using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class ComputingTests
{
    [Fact]
    public void The_known_vectors_come_out()
    {
        Assert.Equal(Known.OfNothing, PayloadHash.Compute([]).ToString());
        Assert.Equal(Known.OfAbc, PayloadHash.Compute(Known.Abc).ToString());
        Assert.Equal(Known.OfTwoBlocks, PayloadHash.Compute(Known.TwoBlocks).ToString());
    }

    [Fact]
    public async Task A_stream_hashes_to_the_same()
    {
        using var nothing = new MemoryStream();
        using var text = new MemoryStream(Known.TwoBlocks);

        Assert.Equal(Known.OfNothing, PayloadHash.Compute(nothing).ToString());
        Assert.Equal(Known.OfTwoBlocks, PayloadHash.Compute(text).ToString());

        text.Position = 0;
        Assert.Equal(Known.OfTwoBlocks, (await PayloadHash.ComputeAsync(text, CancellationToken.None)).ToString());
    }

    [Fact]
    public async Task A_stream_is_read_from_where_it_stands_and_stays_open()
    {
        using var stream = new MemoryStream([0, .. Known.Abc]);
        stream.Position = 1;
        Assert.Equal(Known.OfAbc, PayloadHash.Compute(stream).ToString());
        Assert.True(stream.CanRead);

        stream.Position = 1;
        Assert.Equal(Known.OfAbc, (await PayloadHash.ComputeAsync(stream)).ToString());
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task A_null_stream_is_refused_by_name()
    {
        Assert.Equal("data", Assert.Throws<ArgumentNullException>(() => PayloadHash.Compute((Stream)null!)).ParamName);
        Assert.Equal("data", (await Assert.ThrowsAsync<ArgumentNullException>(() => PayloadHash.ComputeAsync(null!))).ParamName);
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled()
    {
        using var stream = new MemoryStream(Known.Abc);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PayloadHash.ComputeAsync(stream, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task What_a_stream_throws_half_way_arrives()
    {
        using var stream = new BreakingStream();
        Assert.Throws<EndOfStreamException>(() => PayloadHash.Compute(stream));

        using var again = new BreakingStream();
        await Assert.ThrowsAsync<EndOfStreamException>(() => PayloadHash.ComputeAsync(again));
    }

    private sealed class BreakingStream() : MemoryStream(new byte[100_000])
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position == 0 ? base.Read(buffer, offset, count / 2) : throw new EndOfStreamException("pulled the plug");

        public override int Read(Span<byte> buffer) =>
            Position == 0 ? base.Read(buffer[..(buffer.Length / 2)]) : throw new EndOfStreamException("pulled the plug");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));
    }
}
