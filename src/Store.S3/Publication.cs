using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>One commit: the requests that publish an object, and how they are repeated until their outcome is known.</summary>
internal abstract class Publication(S3Bucket bucket, ObjectKey key, PutCondition condition) : IAsyncDisposable
{
    protected S3Bucket Bucket => bucket;

    protected string Name => bucket.NameOf(key);

    /// <summary>Stored with the object, so that a repeated request recognises what an earlier one, whose answer was lost, has done.</summary>
    protected string Commit { get; } = Guid.NewGuid().ToString("n");

    protected string? IfNoneMatch => condition.Kind == PutConditionKind.IfAbsent ? "*" : null;

    protected string? IfMatch => condition.Version?.Value;

    /// <summary>Publishes, or gives null where the condition does not hold.</summary>
    /// <exception cref="S3OutcomeUnknownException">An answer was lost, and another's write hides what came of it.</exception>
    /// <exception cref="S3StoreException">Nothing was published.</exception>
    public async Task<ObjectVersion?> RunAsync(CancellationToken cancellationToken)
    {
        var mayBeStored = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await PrepareAsync(cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                // The publish begins, and runs to its end: what looks like a cancellation from here on is a client that gave up waiting.
                cancellationToken = CancellationToken.None;
                return await TryAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (Judge(exception, cancellationToken) is { } failure)
            {
                mayBeStored |= failure == S3Failure.Unanswered;
                var held = mayBeStored ? await LookAsync().ConfigureAwait(false) : null;
                if (held?.Commit == Commit)
                    return held.Version;
                if (!failure.MayBeRepeated() || attempt == S3Bucket.Attempts)
                    return mayBeStored ? Resolve(held, exception) : FailedCondition(failure, exception);
            }
            catch (S3StoreException unfinished) when (mayBeStored)
            {
                throw Unknown(unfinished);
            }
            await bucket.PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Does what comes before that request, and may be cancelled. Each attempt begins with it.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes the request that publishes, once.</summary>
    protected abstract Task<ObjectVersion> TryAsync();

    /// <summary>What a failure of that request means.</summary>
    protected virtual S3Failure? Judge(Exception exception, CancellationToken cancellationToken) => S3Failures.Of(exception, cancellationToken);

    /// <summary>Whether this is what the commit would have stored.</summary>
    protected abstract bool IsSameContent(StoredObject held);

    private async Task<StoredObject?> LookAsync()
    {
        try
        {
            return await bucket.HeadAsync(key, CancellationToken.None).ConfigureAwait(false);
        }
        catch (S3StoreException unreachable)
        {
            throw Unknown(unreachable);
        }
    }

    // The key was taken by what was to be put: an answer that was lost said the same.
    private ObjectVersion? Resolve(StoredObject? held, Exception exception) =>
        held is not null && IfNoneMatch is not null && IsSameContent(held) ? null : throw Unknown(exception);

    private ObjectVersion? FailedCondition(S3Failure failure, Exception exception) =>
        failure == S3Failure.ConditionFailed || (failure == S3Failure.NotFound && IfMatch is not null)
            ? null
            : throw bucket.Error(failure, "store", Name, exception);

    private S3OutcomeUnknownException Unknown(Exception exception) =>
        new($"{bucket.Error(S3Failure.Unanswered, "store", Name, exception).Message} An attempt whose answer was lost may have been applied. Read the key before writing it again.", exception);
}
