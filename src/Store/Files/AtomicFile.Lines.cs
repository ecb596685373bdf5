using System.Text;

namespace Guarded.Store.Files;

public static partial class AtomicFile
{
    /// <summary>Creates or replaces a file with these lines, in UTF-8 without a byte order mark.</summary>
    /// <exception cref="IOException">The lines could not be stored; what was at the path is untouched.</exception>
    public static void WriteAllLines(string path, string[] contents) => WriteAllLines(path, (IEnumerable<string>)contents, DefaultEncoding);

    /// <inheritdoc cref="WriteAllLines(string, string[])"/>
    public static void WriteAllLines(string path, IEnumerable<string> contents) => WriteAllLines(path, contents, DefaultEncoding);

    /// <summary>Creates or replaces a file with these lines, led by the encoding's preamble.</summary>
    /// <exception cref="IOException">The lines could not be stored; what was at the path is untouched.</exception>
    public static void WriteAllLines(string path, string[] contents, Encoding encoding) => WriteAllLines(path, (IEnumerable<string>)contents, encoding);

    /// <inheritdoc cref="WriteAllLines(string, string[], Encoding)"/>
    public static void WriteAllLines(string path, IEnumerable<string> contents, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(encoding);
        Write(path, (contents, encoding), static (content, state) =>
        {
            using var writer = new StreamWriter(content, state.encoding, leaveOpen: true);
            foreach (var line in state.contents)
                writer.WriteLine(line);
        });
    }

    /// <inheritdoc cref="WriteAllLines(string, string[])"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; what was at the path is untouched.</exception>
    public static Task WriteAllLinesAsync(string path, IEnumerable<string> contents, CancellationToken cancellationToken = default) =>
        WriteAllLinesAsync(path, contents, DefaultEncoding, cancellationToken);

    /// <inheritdoc cref="WriteAllLines(string, string[], Encoding)"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; what was at the path is untouched.</exception>
    public static Task WriteAllLinesAsync(string path, IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(encoding);
        return WriteAsync(path, async (content, token) =>
        {
            using var writer = new StreamWriter(content, encoding, leaveOpen: true);
            foreach (var line in contents)
                await writer.WriteLineAsync(line.AsMemory(), token).ConfigureAwait(false);
            await writer.FlushAsync(token).ConfigureAwait(false);
        }, cancellationToken);
    }
}
