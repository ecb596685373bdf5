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
    private readonly TestBucket _bucket = new();

    private protected string Bucket => _bucket.Name;

    private protected HastyClock Clock { get; } = new();

    /// <summary>The server, past the store.</summary>
    private protected AmazonS3Client Client => _bucket.Client;

    public Task InitializeAsync() => _bucket.CreateAsync();

    public async Task DisposeAsync()
    {
        await _bucket.RemoveAsync();
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

    private protected Task<List<MultipartUpload>> UploadsAsync() => _bucket.UploadsAsync();
}
