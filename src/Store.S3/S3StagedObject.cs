using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>A staged object of an <see cref="S3ObjectStore"/>. Nothing reaches the bucket before the commit.</summary>
internal sealed class S3StagedObject(S3Bucket bucket, S3ObjectStoreOptions options) : StagedObject
{
    private readonly SpooledContent _content = new(options.SpoolFolder);
    private readonly SemaphoreSlim _turn = new(1); // of a commit, or of the disposal
    private bool _committed;

    public override Stream Content => _content;

    public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(condition);
        cancellationToken.ThrowIfCancellationRequested();
        if (!await _turn.WaitAsync(TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false))
            throw new InvalidOperationException($"'{key}' was not stored: an earlier commit of this staged object, or its disposal, still runs. Await that first.");
        try
        {
            return new PutResult(await CommitInTurnAsync(key, condition, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    // A commit that runs reads the content, so the disposal waits for it.
    public override async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await _content.ReleaseAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ObjectVersion?> CommitInTurnAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (_committed)
            throw new InvalidOperationException($"This staged object was committed already. Stage again to write '{key}'.");
        ObjectDisposedException.ThrowIf(_content.State == SpoolState.Released, this);
        if (_content.IsTorn)
            throw new InvalidOperationException($"A write to the content of '{key}' failed, or is not over. Nothing was stored. Stage again.");
        if (_content.State == SpoolState.ClosedTooEarly)
            throw new InvalidOperationException($"The content of '{key}' was closed before the commit. Leave the stream open: the commit closes it.");
        await _content.CompleteAsync().ConfigureAwait(false);
        _committed = true; // also where it throws: what may be stored is not stored again
        try
        {
            var version = await PublishAsync(key, condition, cancellationToken).ConfigureAwait(false);
            _committed = version is not null;
            return version;
        }
        catch (OperationCanceledException)
        {
            _committed = false; // cancelled before the publish began
            throw;
        }
    }

    private async Task<ObjectVersion?> PublishAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition.Version is { } expected && !S3Version.CanBe(expected))
            return null;
        if (_content.Size <= options.PartSize)
            return await RunAsync(new SinglePut(bucket, key, condition, _content), cancellationToken).ConfigureAwait(false);
        // Looking first spares the upload of what would not be published; the publish itself decides.
        if (condition.Kind == PutConditionKind.IfAbsent && await bucket.HeadAsync(key, cancellationToken).ConfigureAwait(false) is not null)
            return null;
        return await RunAsync(new MultipartPut(bucket, key, condition, _content, options.PartSize), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ObjectVersion?> RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        await using (publication.ConfigureAwait(false))
            return await publication.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
