using System.Text;

namespace Guarded.Store.Files;

public static partial class AtomicFile
{
    /// <summary>Adds lines to the end of a file, or creates it, in UTF-8 without a byte order mark.</summary>
    /// <remarks>
    /// As <see cref="AppendAllBytes(string, byte[])"/> does: the whole file is replaced, appenders take turns. The lines
    /// are collected in memory first; where they fail, nothing is appended.
    /// </remarks>
    /// <exception cref="IOException">The lines could not be stored, or others held the lock for half a minute; the file is untouched.</exception>
    public static void AppendAllLines(string path, IEnumerable<string> contents) => AppendAllLines(path, contents, DefaultEncoding);

    /// <summary>Adds lines to the end of a file, or creates it. The encoding's preamble leads a file that was empty or missing, no other.</summary>
    /// <inheritdoc cref="AppendAllLines(string, IEnumerable{string})"/>
    public static void AppendAllLines(string path, IEnumerable<string> contents, Encoding encoding)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Append(path, Joined(contents, encoding, CancellationToken.None));
    }

    /// <inheritdoc cref="AppendAllLines(string, IEnumerable{string})"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; it is untouched.</exception>
    public static Task AppendAllLinesAsync(string path, IEnumerable<string> contents, CancellationToken cancellationToken = default) =>
        AppendAllLinesAsync(path, contents, DefaultEncoding, cancellationToken);

    /// <inheritdoc cref="AppendAllLines(string, IEnumerable{string}, Encoding)"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; it is untouched.</exception>
    public static async Task AppendAllLinesAsync(string path, IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        cancellationToken.ThrowIfCancellationRequested();
        await AppendAsync(path, Joined(contents, encoding, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static Addition Joined(IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(encoding);
        var text = new StringBuilder();
        foreach (var line in contents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            text.AppendLine(line);
        }
        return new Addition(text.ToString(), encoding);
    }
}
