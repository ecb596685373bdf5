using System.Text;

namespace Guarded.Store.Files;

// Creating under a name that must be free. The publish itself claims the name, exclusively: nobody asks before.
public static partial class AtomicFile
{
    /// <summary>Creates a file with these bytes, unless its name is taken. When it returns true the file survives power loss.</summary>
    /// <returns>
    /// False where the name is taken by anything: a file, a folder, a symbolic link, which is not followed. What is there
    /// stays; whether it survives power loss is for its writer to say. Of many callers exactly one gets true.
    /// </returns>
    /// <exception cref="IOException">The bytes could not be stored; the name is as it was.</exception>
    public static bool TryCreateNewBytes(string path, ReadOnlySpan<byte> bytes)
    {
        using var target = ReplacedFile.New(path);
        using var staged = target.Stage();
        staged.Content.Write(bytes);
        return target.TryPublishNew(staged);
    }

    /// <inheritdoc cref="TryCreateNewBytes(string, ReadOnlySpan{byte})"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; the name is as it was.</exception>
    public static async Task<bool> TryCreateNewBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var target = ReplacedFile.New(path);
        using var staged = target.Stage();
        await staged.Content.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return await Task.Run(() => target.TryPublishNew(staged), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Creates a file with this text, in UTF-8 without a byte order mark, unless its name is taken. When it returns true the file survives power loss.</summary>
    /// <inheritdoc cref="TryCreateNewBytes(string, ReadOnlySpan{byte})"/>
    public static bool TryCreateNewText(string path, ReadOnlySpan<char> contents) => TryCreateNewText(path, contents, DefaultEncoding);

    /// <summary>Creates a file with this text, led by the encoding's preamble, unless its name is taken. When it returns true the file survives power loss.</summary>
    /// <inheritdoc cref="TryCreateNewBytes(string, ReadOnlySpan{byte})"/>
    public static bool TryCreateNewText(string path, ReadOnlySpan<char> contents, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return TryCreateNewBytes(path, [.. encoding.GetPreamble(), .. Encode(contents, encoding)]);
    }

    /// <inheritdoc cref="TryCreateNewText(string, ReadOnlySpan{char})"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; the name is as it was.</exception>
    public static Task<bool> TryCreateNewTextAsync(string path, string? contents, CancellationToken cancellationToken = default) =>
        TryCreateNewTextAsync(path, contents, DefaultEncoding, cancellationToken);

    /// <inheritdoc cref="TryCreateNewText(string, ReadOnlySpan{char}, Encoding)"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; the name is as it was.</exception>
    public static Task<bool> TryCreateNewTextAsync(string path, string? contents, Encoding encoding, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return TryCreateNewBytesAsync(path, (byte[])[.. encoding.GetPreamble(), .. Encode(contents, encoding)], cancellationToken);
    }
}
