using System.Text;

namespace Guarded.Store.Files;

public static partial class AtomicFile
{
    /// <summary>Creates or replaces a file with this text, in UTF-8 without a byte order mark.</summary>
    /// <exception cref="IOException">The text could not be stored; what was at the path is untouched.</exception>
    public static void WriteAllText(string path, string? contents) => WriteAllText(path, contents, DefaultEncoding);

    /// <inheritdoc cref="WriteAllText(string, string?)"/>
    public static void WriteAllText(string path, ReadOnlySpan<char> contents) => WriteAllText(path, contents, DefaultEncoding);

    /// <summary>Creates or replaces a file with this text, led by the encoding's preamble.</summary>
    /// <exception cref="IOException">The text could not be stored; what was at the path is untouched.</exception>
    public static void WriteAllText(string path, string? contents, Encoding encoding) =>
        WriteAllText(path, contents.AsSpan(), encoding);

    /// <inheritdoc cref="WriteAllText(string, string?, Encoding)"/>
    public static void WriteAllText(string path, ReadOnlySpan<char> contents, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        Write(path, new Text(contents, encoding), static (content, text) =>
        {
            using var writer = new StreamWriter(content, text.Encoding, leaveOpen: true);
            writer.Write(text.Contents);
        });
    }

    /// <inheritdoc cref="WriteAllText(string, string?)"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; what was at the path is untouched.</exception>
    public static Task WriteAllTextAsync(string path, string? contents, CancellationToken cancellationToken = default) =>
        WriteAllTextAsync(path, contents, DefaultEncoding, cancellationToken);

    /// <inheritdoc cref="WriteAllTextAsync(string, string?, CancellationToken)"/>
    public static Task WriteAllTextAsync(string path, ReadOnlyMemory<char> contents, CancellationToken cancellationToken = default) =>
        WriteAllTextAsync(path, contents, DefaultEncoding, cancellationToken);

    /// <inheritdoc cref="WriteAllText(string, string?, Encoding)"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; what was at the path is untouched.</exception>
    public static Task WriteAllTextAsync(string path, string? contents, Encoding encoding, CancellationToken cancellationToken = default) =>
        WriteAllTextAsync(path, contents.AsMemory(), encoding, cancellationToken);

    /// <inheritdoc cref="WriteAllTextAsync(string, string?, Encoding, CancellationToken)"/>
    public static Task WriteAllTextAsync(string path, ReadOnlyMemory<char> contents, Encoding encoding, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return WriteAsync(path, async (content, token) =>
        {
            using var writer = new StreamWriter(content, encoding, leaveOpen: true);
            await writer.WriteAsync(contents, token).ConfigureAwait(false);
            await writer.FlushAsync(token).ConfigureAwait(false);
        }, cancellationToken);
    }

    private readonly ref struct Text(ReadOnlySpan<char> contents, Encoding encoding)
    {
        public readonly ReadOnlySpan<char> Contents = contents;
        public readonly Encoding Encoding = encoding;
    }
}
