namespace Guarded.Store.Objects;

/// <summary>
/// A write that nobody sees yet. Its key may be known only when all is written, as a content hash is.
/// Disposing without a commit leaves nothing behind.
/// </summary>
public abstract class StagedObject : IAsyncDisposable
{
    /// <summary>Write-only: what is written here becomes the object's content. Left open by the caller; the first commit ends the writing.</summary>
    public abstract Stream Content { get; }

    /// <summary>
    /// Publishes the content under a key, whole and at once, if the condition holds at that moment. When this returns,
    /// what the key holds survives power loss, also where <see cref="PutCondition.IfAbsent"/> found it taken.
    /// A commit whose condition failed may be tried again, under another condition; what is stored is committed once.
    /// </summary>
    /// <param name="key">The object's name.</param>
    /// <param name="condition">What must hold of the key.</param>
    /// <param name="cancellationToken">Honoured until the publish begins; from then on the commit runs to its end.</param>
    /// <exception cref="InvalidOperationException">It is stored already, was disposed of, or its content was closed.</exception>
    /// <exception cref="NotSupportedException">The condition is one that the store does not offer.</exception>
    /// <exception cref="IOException">The content could not be stored durably. The key holds what it held, or the whole content where only the last flush failed.</exception>
    public abstract ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default);

    /// <summary>Discards what is not committed.</summary>
    public abstract ValueTask DisposeAsync();
}
