namespace Guarded.Store.Files;

public static partial class AtomicFile
{
    /// <summary>Creates or replaces a file with these bytes.</summary>
    /// <exception cref="IOException">The bytes could not be stored; what was at the path is untouched.</exception>
    public static void WriteAllBytes(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        WriteAllBytes(path, (ReadOnlySpan<byte>)bytes);
    }

    /// <inheritdoc cref="WriteAllBytes(string, byte[])"/>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes) =>
        Write(path, bytes, static (content, bytes) => content.Write(bytes));

    /// <inheritdoc cref="WriteAllBytes(string, byte[])"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; what was at the path is untouched.</exception>
    public static Task WriteAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return WriteAllBytesAsync(path, (ReadOnlyMemory<byte>)bytes, cancellationToken);
    }

    /// <inheritdoc cref="WriteAllBytesAsync(string, byte[], CancellationToken)"/>
    public static Task WriteAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        WriteAsync(path, (content, token) => content.WriteAsync(bytes, token).AsTask(), cancellationToken);
}
