using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

/// <summary>A test with a bucket of its own.</summary>
public abstract class BucketTest : IAsyncLifetime
{
    private protected static readonly ObjectKey Key = ObjectKey.Parse("things/one");

    private readonly List<IDisposable> _opened = [];
    private AmazonS3Client? _client;

    private protected string Bucket { get; } = $"guarded-{Guid.NewGuid():n}";

    private protected HastyClock Clock { get; } = new();

    /// <summary>The server, past the store.</summary>
    private protected AmazonS3Client Client => _client ??= Opened(S3Server.Connect());

    public async Task InitializeAsync()
    {
        if (S3Server.IsThere)
            await Client.PutBucketAsync(Bucket);
    }

    public async Task DisposeAsync()
    {
        if (S3Server.IsThere)
            await EmptyAsync();
        _opened.ForEach(opened => opened.Dispose());
    }

    private protected S3ObjectStore Open(Connection? connection = null, S3ObjectStoreOptions? options = null) =>
        new(connection is null ? Opened(S3Server.Connect()) : Opened(S3Server.Connect(connection)), Bucket, (options ?? new()) with { Time = Clock });

    private protected T Opened<T>(T opened) where T : IDisposable
    {
        lock (_opened)
            _opened.Add(opened);
        return opened;
    }

    private protected static ValueTask<PutResult> PutAsync(IObjectStore store, ObjectKey key, string content, PutCondition condition) =>
        store.PutAsync(key, Encoding.UTF8.GetBytes(content), condition);

    private protected static async Task<string?> ReadAsync(IObjectStore store, ObjectKey key, Objects.ByteRange? range = null)
    {
        var content = await store.GetAsync(key, range);
        if (content is null)
            return null;
        await using (content)
            return await new StreamReader(content.Stream).ReadToEndAsync();
    }

    private protected static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
            all.Add(item);
        return all;
    }

    private protected async Task<List<MultipartUpload>> UploadsAsync() =>
        (await Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket })).MultipartUploads ?? [];

    private async Task EmptyAsync()
    {
        foreach (var upload in await UploadsAsync())
            await Client.AbortMultipartUploadAsync(Bucket, upload.Key, upload.UploadId);
        while ((await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket })).S3Objects is { Count: > 0 } found)
            await Parallel.ForEachAsync(found, async (entry, stop) => await Client.DeleteObjectAsync(Bucket, entry.Key, stop));
        await Client.DeleteBucketAsync(Bucket);
    }
}
