using System.Runtime.CompilerServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Payloads;

/// <summary>
/// Calls a hook before and after everything that crosses the seam, with its name: a test cancels there, throws there, or
/// does what another process would. Every call comes back later, so that each await is one.
/// </summary>
internal sealed class HookedObjects(IObjectStore inner, Action<string> hook) : IObjectStore
{
    public ObjectStoreCapabilities Capabilities => inner.Capabilities;

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) =>
        Around("stage", async () => (StagedObject)new Staged(await inner.StageAsync(cancellationToken), hook));

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        Around("get", async () => await inner.GetAsync(key, range, cancellationToken) is { } content
            ? new ObjectContent(content.Info, new HookedStream(content.Stream, hook))
            : null);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        Around("head", () => inner.HeadAsync(key, cancellationToken));

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        Around("delete", () => inner.DeleteAsync(key, ifMatch, cancellationToken));

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        EachAsync("list", inner.ListAsync(prefix, after, cancellationToken), cancellationToken);

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        EachAsync("list foreign", inner.ListForeignAsync(prefix, cancellationToken), cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) =>
        Around("sweep", () => inner.SweepAsync(minimumAge, cancellationToken));

    private ValueTask<T> Around<T>(string name, Func<ValueTask<T>> call) => Around(name, hook, call);

    private static async ValueTask<T> Around<T>(string name, Action<string> hook, Func<ValueTask<T>> call)
    {
        await Task.Yield();
        hook(name);
        var result = await call();
        hook(name + " done");
        return result;
    }

    private async IAsyncEnumerable<T> EachAsync<T>(string name, IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        hook(name);
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            await Task.Yield();
            yield return item;
            hook(name + " next");
        }
    }

    private sealed class Staged(StagedObject inner, Action<string> hook) : StagedObject
    {
        public override Stream Content { get; } = new HookedStream(inner.Content, hook);

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default) =>
            Around($"commit {condition.Kind}", hook, () => inner.CommitAsync(key, condition, cancellationToken));

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class HookedStream(Stream inner, Action<string> hook) : Source
    {
        public override bool CanWrite => inner.CanWrite;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Payloads are read asynchronously.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Around("read", hook, () => inner.ReadAsync(buffer, cancellationToken));

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await Around("write", hook, async () =>
            {
                await inner.WriteAsync(buffer, cancellationToken);
                return true;
            });

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
