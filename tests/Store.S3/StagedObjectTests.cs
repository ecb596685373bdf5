using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

/// <summary>Calls of one staged object that overlap, or that come after one that failed.</summary>
public sealed class StagedObjectTests : IDisposable
{
    private const int PartSize = S3ObjectStoreOptions.MinPartSize;

    private static readonly ObjectKey Key = ObjectKey.Parse("things/one");

    private readonly string _spool = Directory.CreateTempSubdirectory("guarded-").FullName;
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SilentClient _client;
    private byte[]? _stored;

    public StagedObjectTests() => _client = new()
    {
        Puts = async request =>
        {
            _sent.TrySetResult();
            await _answered.Task;
            var content = new MemoryStream();
            await request.InputStream.CopyToAsync(content);
            _stored = content.ToArray();
            return new PutObjectResponse { ETag = "\"1\"" };
        },
    };

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_spool, recursive: true);
    }

    [Fact]
    public async Task Disposing_waits_for_the_commit_that_runs()
    {
        var staged = await StageAsync("content"u8.ToArray());
        var commit = staged.CommitAsync(Key, PutCondition.Any).AsTask();
        await _sent.Task;
        var disposal = staged.DisposeAsync().AsTask();
        Assert.False(disposal.IsCompleted);
        _answered.SetResult();
        Assert.True((await commit).IsStored);
        await disposal;
        Assert.Equal("content"u8.ToArray(), _stored);
        await staged.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_while_another_runs_is_refused_and_the_first_one_goes_on()
    {
        await using var staged = await StageAsync("content"u8.ToArray());
        var commit = staged.CommitAsync(Key, PutCondition.Any).AsTask();
        await _sent.Task;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(ObjectKey.Parse("things/two"), PutCondition.Any));
        Assert.Contains("still runs", refused.Message, StringComparison.Ordinal);
        _answered.SetResult();
        Assert.True((await commit).IsStored);
        Assert.Equal("content"u8.ToArray(), _stored);
    }

    [Fact]
    public async Task Nothing_is_written_while_a_commit_runs()
    {
        await using var staged = await StageAsync("content"u8.ToArray());
        var commit = staged.CommitAsync(Key, PutCondition.Any).AsTask();
        await _sent.Task;
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await staged.Content.WriteAsync("more"u8.ToArray()));
        _answered.SetResult();
        Assert.True((await commit).IsStored);
        Assert.Equal("content"u8.ToArray(), _stored);
    }

    [Fact]
    public async Task After_a_write_that_failed_nothing_more_is_written_and_nothing_committed()
    {
        var folder = Path.Combine(_spool, "late");
        await using var staged = await new S3ObjectStore(_client, "bucket", new() { PartSize = PartSize, SpoolFolder = folder }).StageAsync();
        await staged.Content.WriteAsync(new byte[S3ObjectStoreOptions.MaxInMemory]);
        await Assert.ThrowsAnyAsync<IOException>(async () => await staged.Content.WriteAsync("lost"u8.ToArray()));

        // What failed the first write is over: a second one would succeed, and hide that the first one is missing.
        Directory.CreateDirectory(folder);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.Content.WriteAsync("kept"u8.ToArray()));
        Assert.Throws<InvalidOperationException>(() => staged.Content.Write("kept"u8));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(Key, PutCondition.Any));
        Assert.Contains("failed", refused.Message, StringComparison.Ordinal);
        Assert.Null(_stored);
    }

    private async Task<StagedObject> StageAsync(byte[] content)
    {
        var staged = await new S3ObjectStore(_client, "bucket", new() { SpoolFolder = _spool }).StageAsync();
        await staged.Content.WriteAsync(content);
        return staged;
    }
}
