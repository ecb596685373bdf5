using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

public sealed class DisposedContentTests : BucketTest
{
    [SkippableTheory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task A_content_that_is_disposed_is_read_no_more(int? length)
    {
        var store = Open();
        await PutAsync(store, Key, "content", PutCondition.IfAbsent);
        var content = await store.GetAsync(Key, length is null ? null : new ByteRange(0, length));
        var stream = content!.Stream;
        Assert.True(stream.CanRead);
        await content.DisposeAsync();
        Assert.False(stream.CanRead);
        Assert.Throws<ObjectDisposedException>(() => stream.Read(new byte[1], 0, 1));
        Assert.Throws<ObjectDisposedException>(() => stream.Read(new byte[1].AsSpan()));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ReadExactlyAsync(new byte[1]));
        await content.DisposeAsync();
    }
}
