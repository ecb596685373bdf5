using System.Net;
using System.Security.Cryptography;
using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

/// <summary>Content that does not fit into one part.</summary>
public sealed class LongContentTests : BucketTest, IDisposable
{
    private const int PartSize = S3ObjectStoreOptions.MinPartSize;

    private readonly string _spool = Directory.CreateTempSubdirectory("guarded-").FullName;

    public void Dispose() => Directory.Delete(_spool, recursive: true);

    [SkippableTheory]
    [InlineData(S3ObjectStoreOptions.MaxInMemory)]
    [InlineData(S3ObjectStoreOptions.MaxInMemory + 1)]
    [InlineData(PartSize)]
    [InlineData(PartSize + 1)]
    [InlineData(2 * PartSize)]
    [InlineData(20 * 1024 * 1024)]
    [InlineData(20 * 1024 * 1024 + 12_345)]
    public async Task What_is_written_in_pieces_is_read_whole(int length)
    {
        var store = Long();
        var content = Bytes(length);
        await using var staged = await store.StageAsync();
        for (var at = 0; at < length; at += 300_007)
            await staged.Content.WriteAsync(content.AsMemory(at, Math.Min(300_007, length - at)));
        var put = await staged.CommitAsync(Key, PutCondition.IfAbsent);

        await using var read = await store.GetAsync(Key);
        Assert.Equal(new ObjectInfo(Key, length, put.Version!.Value), read!.Info);
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(read.Stream));
        Assert.Equal(read.Info, await store.HeadAsync(Key));
        Assert.Equal([read.Info], await AllAsync(store.ListAsync("")));
        await AssertNothingStagedAsync();
    }

    [SkippableFact]
    public async Task A_range_crosses_parts()
    {
        var store = Long();
        var content = Bytes(3 * PartSize);
        await store.PutAsync(Key, content, PutCondition.IfAbsent);
        await using var read = await store.GetAsync(Key, new ByteRange(PartSize - 10, 20));
        var part = new MemoryStream();
        await read!.Stream.CopyToAsync(part);
        Assert.Equal(content[(PartSize - 10)..(PartSize + 10)], part.ToArray());
        Assert.Equal(content.Length, read.Info.Length);
    }

    [SkippableFact]
    public async Task Conditions_are_decided_when_all_is_uploaded()
    {
        var store = Long();
        var first = await store.PutAsync(Key, Bytes(PartSize + 1), PutCondition.IfAbsent);
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync(Bytes(PartSize + 2));
        Assert.False((await staged.CommitAsync(Key, PutCondition.IfAbsent)).IsStored);
        Assert.False((await staged.CommitAsync(Key, PutCondition.IfMatch(new ObjectVersion("stale")))).IsStored);
        Assert.False((await staged.CommitAsync(ObjectKey.Parse("missing"), PutCondition.IfMatch(first.Version!.Value))).IsStored);
        Assert.Equal(PartSize + 1, (await store.HeadAsync(Key))?.Length);

        var second = await staged.CommitAsync(Key, PutCondition.IfMatch(first.Version!.Value));
        Assert.Equal(new ObjectInfo(Key, PartSize + 2, second.Version!.Value), await store.HeadAsync(Key));
        Assert.Null(await store.HeadAsync(ObjectKey.Parse("missing")));
        await AssertNothingStagedAsync();
    }

    [SkippableFact]
    public async Task Of_many_writers_of_one_key_exactly_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => Long().PutAsync(Key, Bytes(PartSize + 1 + writer), PutCondition.IfAbsent).AsTask())));
        var winner = Assert.Single(Enumerable.Range(0, results.Length), writer => results[writer].IsStored);
        Assert.Equal(new ObjectInfo(Key, PartSize + 1 + winner, results[winner].Version!.Value), await Long().HeadAsync(Key));
        await AssertNothingStagedAsync();
    }

    [SkippableFact]
    public async Task What_is_there_is_not_uploaded_again()
    {
        var parts = 0;
        await Long().PutAsync(Key, Bytes(PartSize + 1), PutCondition.IfAbsent);
        var store = Long(Connections.Counts(Connections.IsPart, () => parts++));
        Assert.False((await store.PutAsync(Key, Bytes(PartSize + 1), PutCondition.IfAbsent)).IsStored);
        Assert.Equal(0, parts);
    }

    [SkippableFact]
    public async Task A_last_request_whose_answer_is_lost_knows_its_own_success()
    {
        var store = Long(Connections.LosesAnswers(Connections.IsComplete));
        var put = await store.PutAsync(Key, Bytes(PartSize + 1), PutCondition.IfAbsent);
        Assert.Equal(new ObjectInfo(Key, PartSize + 1, put.Version!.Value), await store.HeadAsync(Key));
        await AssertNothingStagedAsync();
    }

    [SkippableFact]
    public async Task A_part_whose_answer_is_lost_is_sent_again()
    {
        var store = Long(Connections.LosesAnswers(Connections.IsPart, times: 2));
        var content = Bytes(3 * PartSize);
        await store.PutAsync(Key, content, PutCondition.IfAbsent);
        await using var read = await store.GetAsync(Key);
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(read!.Stream));
    }

    [SkippableFact]
    public async Task A_conflict_at_the_end_uploads_anew()
    {
        var parts = 0;
        var conflict = Connections.Answers(HttpStatusCode.Conflict, "ConditionalRequestConflict", Connections.IsComplete);
        var store = Long((request, send) =>
        {
            if (Connections.IsPart(request))
                Interlocked.Increment(ref parts);
            return conflict(request, send);
        });
        Assert.True((await store.PutAsync(Key, Bytes(2 * PartSize), PutCondition.IfAbsent)).IsStored);
        Assert.Equal(4, parts);
        await AssertNothingStagedAsync();
    }

    [SkippableFact]
    public async Task A_commit_that_is_cancelled_while_it_uploads_stores_nothing_and_can_be_made_again()
    {
        using var cancellation = new CancellationTokenSource();
        var store = Long(Connections.Counts(Connections.IsPart, cancellation.Cancel));
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync(Bytes(3 * PartSize));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await staged.CommitAsync(Key, PutCondition.IfAbsent, cancellation.Token));
        Assert.Null(await store.HeadAsync(Key));
        await AssertNothingStagedAsync();
        Assert.True((await staged.CommitAsync(Key, PutCondition.IfAbsent)).IsStored);
    }

    [SkippableFact]
    public async Task What_is_not_committed_leaves_nothing()
    {
        await using (var staged = await Long().StageAsync())
            await staged.Content.WriteAsync(Bytes(3 * PartSize));
        await AssertNothingStagedAsync();
    }

    [SkippableFact]
    public async Task A_spool_folder_that_cannot_be_written_is_named_and_nothing_torn_is_committed()
    {
        var store = Open(options: new() { PartSize = PartSize, SpoolFolder = Path.Combine(_spool, "missing") });
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync(Bytes(S3ObjectStoreOptions.MaxInMemory));
        var error = await Assert.ThrowsAnyAsync<IOException>(async () => await staged.Content.WriteAsync(Bytes(1)));
        Assert.Contains(Path.Combine(_spool, "missing"), error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(Key, PutCondition.Any));
        Assert.Null(await store.HeadAsync(Key));
    }

    private S3ObjectStore Long(Connection? connection = null) => Open(connection, new() { PartSize = PartSize, SpoolFolder = _spool });

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private async Task AssertNothingStagedAsync()
    {
        Assert.Empty(await UploadsAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_spool));
    }
}
