namespace Guarded.Store.Objects;

/// <summary>An object that is open for reading. It shows one state, also while the key is replaced or deleted.</summary>
/// <param name="info">The state that is read.</param>
/// <param name="stream">Its content.</param>
public sealed class ObjectContent(ObjectInfo info, Stream stream) : IAsyncDisposable
{
    /// <summary>The state that is read.</summary>
    public ObjectInfo Info { get; } = info;

    /// <summary>Its content, as it is stored: nothing is verified at this layer.</summary>
    public Stream Stream { get; } = stream;

    /// <summary>Closes the stream.</summary>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
