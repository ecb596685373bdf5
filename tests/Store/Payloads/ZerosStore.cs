using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Payloads;

/// <summary>Keeps nothing, counts what is written, and gives zeros for every key: what is measured over it is the layer above. Each call ends at once.</summary>
internal sealed class ZerosStore(long length) : IObjectStore
{
    private static readonly ObjectVersion Only = new("only");

    public long Written { get; private set; }

    public ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.None;

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new Staged(this));

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        new(new ObjectContent(new ObjectInfo(key, length, Only), new Zeros((range ?? new ByteRange(0)).LengthWithin(length))));

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private sealed class Staged(ZerosStore store) : StagedObject
    {
        public override Stream Content { get; } = new Counter(store);

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default) => new(new PutResult(Only));

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Counter(ZerosStore store) : Source
    {
        public override bool CanWrite => true;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            store.Written += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
