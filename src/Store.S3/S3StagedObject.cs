using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>A staged object of an <see cref="S3ObjectStore"/>. Nothing reaches the bucket before the commit.</summary>
internal sealed class S3StagedObject(S3Bucket bucket, S3ObjectStoreOptions options) : StagedObject
{
    private readonly SpooledContent _content = new(options.PartSize, options.SpoolFolder);
    private bool _committed;

    public override Stream Content => _content;

    public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(condition);
        cancellationToken.ThrowIfCancellationRequested();
        if (_committed)
            throw new InvalidOperationException($"This staged object was committed already. Stage again to write '{key}'.");
        ObjectDisposedException.ThrowIf(_content.State == SpoolState.Released, this);
        if (_content.IsTorn)
            throw new InvalidOperationException($"A write to the content of '{key}' failed, or is not over. Nothing was stored. Stage again.");
        if (_content.State == SpoolState.ClosedTooEarly)
            throw new InvalidOperationException($"The content of '{key}' was closed before the commit. Leave the stream open: the commit closes it.");
        _committed = true;
        try
        {
            await _content.CompleteAsync().ConfigureAwait(false);
            var version = await PublishAsync(key, condition, cancellationToken).ConfigureAwait(false);
            _committed = version is not null;
            return new PutResult(version);
        }
        catch (OperationCanceledException)
        {
            _committed = false;
            throw;
        }
    }

    public override ValueTask DisposeAsync() => _content.ReleaseAsync();

    private async Task<ObjectVersion?> PublishAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition.Version is { } expected && !S3Version.CanBe(expected))
            return null;
        if (_content.IsInMemory)
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
