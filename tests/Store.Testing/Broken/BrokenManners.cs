using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class CancellationIsIgnored(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new BufferedStaging(this, new Deaf()));

    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        await base.GetAsync(key, range, CancellationToken.None);

    public override ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => base.HeadAsync(key, CancellationToken.None);

    public override ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        base.DeleteAsync(key, ifMatch, CancellationToken.None);

    public override IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        base.ListAsync(prefix, after, CancellationToken.None);

    public override ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) => base.SweepAsync(minimumAge, CancellationToken.None);

    private sealed class Deaf : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => base.WriteAsync(buffer, CancellationToken.None);
    }
}

internal sealed class CommitsIgnoreCancellation(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken) =>
        base.CommitAsync(staged, key, condition, CancellationToken.None);
}

internal sealed class CancelledCommitsAreStored(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        var result = await base.CommitAsync(staged, key, condition, cancellationToken);
        if (cancellationToken.CanBeCanceled)
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken); // until it is cancelled
        return result;
    }
}

internal sealed class CancelledCommitsEndEarly(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new Staged(this, new MemoryStream()));

    private sealed class Staged(StoreDecorator store, MemoryStream buffer) : BufferedStaging(store, buffer)
    {
        private readonly MemoryStream _buffer = buffer;

        public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
        {
            if (cancellationToken.CanBeCanceled)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
                _buffer.SetLength(_buffer.Length / 2);
            }
            return await base.CommitAsync(key, condition, CancellationToken.None);
        }
    }
}

internal sealed class NullIsTakenForMissing(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        key is null ? new((ObjectInfo?)null) : base.HeadAsync(key, cancellationToken);
}

internal sealed class CapabilitiesChange(IObjectStore inner) : StoreDecorator(inner)
{
    private int _asked;

    public override ObjectStoreCapabilities Capabilities => _asked++ == 0 ? ObjectStoreCapabilities.None : base.Capabilities;
}
