using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class StagingHasNoRules(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new BufferedStaging(this, new MemoryStream()));
}

internal sealed class StagingIsShared(IObjectStore inner) : StoreDecorator(inner)
{
    private StagedObject? _shared;

    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) =>
        new(_shared ??= new BufferedStaging(this, new MemoryStream()));
}

internal sealed class StagingIsSeen(IObjectStore inner) : StoreDecorator(inner)
{
    private static readonly ObjectKey Place = ObjectKey.Parse("staging/1");

    public override async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        await Inner.PutAsync(Place, default, PutCondition.Any, cancellationToken);
        return await base.StageAsync(cancellationToken);
    }

    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        await Inner.DeleteAsync(Place, ifMatch: null, CancellationToken.None);
        return await base.CommitAsync(staged, key, condition, cancellationToken);
    }
}

internal sealed class DroppingStores(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new Staged(this, await Inner.StageAsync(cancellationToken));

    private sealed class Staged(StoreDecorator store, StagedObject inner) : StagedDecorator(store, inner)
    {
        private readonly StagedObject _inner = inner;

        public override async ValueTask DisposeAsync()
        {
            if (_inner.Content.CanWrite)
                await _inner.CommitAsync(ObjectKey.Parse("things/one"), PutCondition.IfAbsent);
            await base.DisposeAsync();
        }
    }
}

internal sealed class DroppingDeletesWhatIsCommitted(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new Staged(this, await Inner.StageAsync(cancellationToken));

    private sealed class Staged(DroppingDeletesWhatIsCommitted store, StagedObject inner) : StagedDecorator(store, inner)
    {
        private ObjectKey? _key;
        private bool _isDropped;

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default) =>
            base.CommitAsync(_key = key, condition, cancellationToken);

        // The second time only, as who frees twice does.
        public override async ValueTask DisposeAsync()
        {
            if (_isDropped && _key is not null)
                await store.Inner.DeleteAsync(_key);
            _isDropped = true;
            await base.DisposeAsync();
        }
    }
}

internal sealed class FailedConditionsLoseTheContent(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new Staged(this, new MemoryStream()));

    private sealed class Staged(StoreDecorator store, MemoryStream buffer) : BufferedStaging(store, buffer)
    {
        private readonly MemoryStream _buffer = buffer;

        public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
        {
            var result = await base.CommitAsync(key, condition, cancellationToken);
            _buffer.SetLength(0);
            return result;
        }
    }
}

internal sealed class LargeContentIsCut(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new Staged(this, new MemoryStream()));

    private sealed class Staged(StoreDecorator store, MemoryStream buffer) : BufferedStaging(store, buffer)
    {
        private const int PartLength = 5 * 1024 * 1024;
        private readonly MemoryStream _buffer = buffer;

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
        {
            _buffer.SetLength(Math.Min(_buffer.Length, PartLength));
            return base.CommitAsync(key, condition, cancellationToken);
        }
    }
}

internal sealed class SingleBytesAreLost(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new BufferedStaging(this, new Losing()));

    private sealed class Losing : MemoryStream
    {
        public override void WriteByte(byte value)
        {
        }
    }
}

internal sealed class FullBuffersAreLost(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new Staged(this, new MemoryStream()));

    private sealed class Staged(StoreDecorator store, MemoryStream buffer) : BufferedStaging(store, buffer)
    {
        private const int BlockLength = 1 << 16;
        private readonly MemoryStream _buffer = buffer;

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
        {
            if (_buffer.Length % BlockLength == 0)
                _buffer.SetLength(Math.Max(0, _buffer.Length - BlockLength));
            return base.CommitAsync(key, condition, cancellationToken);
        }
    }
}

internal sealed class BuffersAreKept(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new BufferedStaging(this, new Keeping()));

    private sealed class Keeping : MemoryStream
    {
        private readonly List<ReadOnlyMemory<byte>> _kept = [];

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _kept.Add(buffer);
            return ValueTask.CompletedTask;
        }

        public override byte[] ToArray() => [.. _kept.SelectMany(part => part.ToArray())];
    }
}

/// <summary>Whatever is committed passes through one place: of two writers, the first has written its end there and the last its beginning.</summary>
internal sealed class CommitsShareAStagingName(IObjectStore inner) : StoreDecorator(inner)
{
    private readonly Gap _gap = new();
    private byte[]? _firstHalf;
    private byte[]? _secondHalf;

    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new Staged(this, new MemoryStream()));

    private sealed class Staged(CommitsShareAStagingName store, MemoryStream buffer) : BufferedStaging(store, buffer)
    {
        private readonly MemoryStream _buffer = buffer;

        public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
        {
            var content = _buffer.ToArray();
            Interlocked.CompareExchange(ref store._secondHalf, content[(content.Length / 2)..], null);
            store._firstHalf = content[..(content.Length / 2)];
            await store._gap.BetweenAsync();
            return await store.Inner.PutAsync(key, (byte[])[.. store._firstHalf, .. store._secondHalf], condition, cancellationToken);
        }
    }
}
