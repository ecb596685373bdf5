namespace Guarded.Store.Objects;

/// <summary>Puts of content that is in memory already.</summary>
public static class ObjectStorePuts
{
    /// <summary>Stages and commits in one call.</summary>
    /// <inheritdoc cref="StagedObject.CommitAsync"/>
    public static async ValueTask<PutResult> PutAsync(this IObjectStore objects, ObjectKey key, ReadOnlyMemory<byte> content, PutCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var staged = await objects.StageAsync(cancellationToken).ConfigureAwait(false);
        await using (staged.ConfigureAwait(false))
        {
            await staged.Content.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            return await staged.CommitAsync(key, condition, cancellationToken).ConfigureAwait(false);
        }
    }
}
