using System.Text;

namespace Guarded.Store.Files;

public static partial class AtomicFile
{
    /// <summary>Adds text to the end of a file, or creates it, in UTF-8 without a byte order mark.</summary>
    /// <remarks>As <see cref="AppendAllBytes(string, byte[])"/> does: the whole file is replaced, appenders take turns.</remarks>
    /// <exception cref="IOException">The text could not be stored, or others held the lock for half a minute; the file is untouched.</exception>
    public static void AppendAllText(string path, string? contents) => AppendAllText(path, contents, DefaultEncoding);

    /// <inheritdoc cref="AppendAllText(string, string?)"/>
    public static void AppendAllText(string path, ReadOnlySpan<char> contents) => AppendAllText(path, contents, DefaultEncoding);

    /// <summary>Adds text to the end of a file, or creates it. The encoding's preamble leads a file that was empty or missing, no other.</summary>
    /// <inheritdoc cref="AppendAllText(string, string?)"/>
    public static void AppendAllText(string path, string? contents, Encoding encoding) => AppendAllText(path, contents.AsSpan(), encoding);

    /// <inheritdoc cref="AppendAllText(string, string?, Encoding)"/>
    public static void AppendAllText(string path, ReadOnlySpan<char> contents, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        Append(path, new Addition(contents, encoding));
    }

    /// <inheritdoc cref="AppendAllText(string, string?)"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; it is untouched.</exception>
    public static Task AppendAllTextAsync(string path, string? contents, CancellationToken cancellationToken = default) =>
        AppendAllTextAsync(path, contents, DefaultEncoding, cancellationToken);

    /// <inheritdoc cref="AppendAllTextAsync(string, string?, CancellationToken)"/>
    public static Task AppendAllTextAsync(string path, ReadOnlyMemory<char> contents, CancellationToken cancellationToken = default) =>
        AppendAllTextAsync(path, contents, DefaultEncoding, cancellationToken);

    /// <inheritdoc cref="AppendAllText(string, string?, Encoding)"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; it is untouched.</exception>
    public static Task AppendAllTextAsync(string path, string? contents, Encoding encoding, CancellationToken cancellationToken = default) =>
        AppendAllTextAsync(path, contents.AsMemory(), encoding, cancellationToken);

    /// <inheritdoc cref="AppendAllTextAsync(string, string?, Encoding, CancellationToken)"/>
    public static Task AppendAllTextAsync(string path, ReadOnlyMemory<char> contents, Encoding encoding, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return AppendAsync(path, new Addition(contents.Span, encoding), cancellationToken);
    }
}
