using System.Collections.Concurrent;
using System.Text;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

/// <summary>
/// What the suites have in common: a backend, opened anew for every call, so that nothing passes which only the instance
/// that wrote it remembers.
/// </summary>
public abstract class StoreConformance : IAsyncLifetime
{
    private readonly ConcurrentBag<IObjectStore> _opened = [];

    /// <summary>
    /// Opens the store of this test: the same data each time, by an instance of its own where the backend has any
    /// (<see cref="MemoryObjectStore"/>, whose data is the instance, is returned itself). It is empty when a test begins:
    /// xunit makes one instance of the class for each test, so give each a place of its own.
    /// </summary>
    /// <remarks>
    /// Where what the backend needs is missing, such as a server, skip here (<see cref="Skip"/>): the test then says why it
    /// did not run. After the test, the suite disposes of what it opened, where that can be; then <see cref="DisposeAsync"/> runs.
    /// </remarks>
    protected abstract ValueTask<IObjectStore> OpenAsync();

    /// <summary>Runs before each test.</summary>
    public virtual Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Runs after each test, also after one that failed. What the test stored can be removed here.</summary>
    public virtual Task DisposeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        foreach (var store in _opened)
        {
            if (store is IAsyncDisposable closing)
                await closing.DisposeAsync();
            else
                (store as IDisposable)?.Dispose();
        }
        await DisposeAsync();
    }

    private protected async ValueTask<IObjectStore> ReopenAsync()
    {
        var store = await OpenAsync();
        _opened.Add(store);
        return store;
    }

    private protected async Task<bool> OffersAsync(ObjectStoreCapabilities needed) => (await ReopenAsync()).Capabilities.HasFlag(needed);

    private protected async Task SkipUnlessAsync(ObjectStoreCapabilities needed) =>
        Skip.IfNot(await OffersAsync(needed), $"This backend does not offer {needed}.");

    private protected static ObjectKey Key(string key) => ObjectKey.Parse(key);

    private protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Bytes without a period that a buffer's length could hide; the same for the same length.</summary>
    private protected static byte[] BytesOfLength(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private protected Task<PutResult> PutAsync(ObjectKey key, string content, PutCondition condition) => PutAsync(key, Bytes(content), condition);

    private protected async Task<PutResult> PutAsync(ObjectKey key, ReadOnlyMemory<byte> content, PutCondition condition) =>
        await (await ReopenAsync()).PutAsync(key, content, condition);

    /// <summary>Puts what must be stored, and gives its version.</summary>
    private protected async Task<ObjectVersion> StoreAsync(ObjectKey key, string content, PutCondition? condition = null)
    {
        var result = await PutAsync(key, content, condition ?? PutCondition.IfAbsent);
        Assert.True(result.IsStored, $"The put of '{key}' was not stored, though its condition held.");
        return result.Version!.Value;
    }

    private protected async Task<byte[]?> ReadAsync(ObjectKey key, ByteRange? range = null)
    {
        await using var content = await (await ReopenAsync()).GetAsync(key, range);
        if (content is null)
            return null;
        Assert.Equal(key, content.Info.Key);
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes);
        Assert.Equal(range?.LengthWithin(content.Info.Length) ?? content.Info.Length, bytes.Length);
        return bytes.ToArray();
    }

    /// <summary>Compares without listing either side: what an assertion says of millions of bytes helps nobody.</summary>
    private protected async Task ReadsAsync(ReadOnlyMemory<byte> expected, ObjectKey key, ByteRange? range = null)
    {
        var read = await ReadAsync(key, range);
        Assert.True(read is not null, $"'{key}' is not there.");
        Assert.Equal(expected.Length, read.Length);
        Assert.True(expected.Span.SequenceEqual(read), $"What was read of '{key}' is not what was written.");
    }

    private protected async Task<string?> ReadTextAsync(ObjectKey key) => await ReadAsync(key) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private protected async Task<ObjectInfo?> HeadAsync(ObjectKey key) => await (await ReopenAsync()).HeadAsync(key);

    private protected async Task<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null) =>
        await (await ReopenAsync()).DeleteAsync(key, ifMatch);

    private protected async Task<List<ObjectInfo>> ListAsync(string prefix = "", ObjectKey? after = null)
    {
        var listed = new List<ObjectInfo>();
        await foreach (var info in (await ReopenAsync()).ListAsync(prefix, after))
            listed.Add(info);
        return listed;
    }

    private protected async Task<List<string>> ListKeysAsync(string prefix = "", ObjectKey? after = null) =>
        (await ListAsync(prefix, after)).ConvertAll(info => info.Key.ToString());

    private protected async Task<IReadOnlyList<IObjectStore>> OpenManyAsync(int count)
    {
        var stores = new List<IObjectStore>();
        while (stores.Count < count)
            stores.Add(await ReopenAsync());
        return stores;
    }

    /// <summary>Runs tasks that all begin when each of them is ready to.</summary>
    private protected static async Task<T[]> TogetherAsync<T>(int count, Func<int, Task<T>> run)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = Enumerable.Range(0, count).Select(async number =>
        {
            await start.Task;
            return await Task.Run(() => run(number));
        }).ToArray();
        start.SetResult();
        return await Task.WhenAll(tasks);
    }
}
