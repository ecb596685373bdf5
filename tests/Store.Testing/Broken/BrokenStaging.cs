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
