using System.Text;

namespace Guarded.Store.Files;

/// <summary>
/// Whole-file writes that a crash cannot tear: the same calls as <see cref="File"/>, but a reader sees the old content or
/// the new one, whole, and when a call returns the new one survives power loss. A call that throws has changed nothing,
/// unless only the very last step failed, the flush of the folder: then the new content is there and may not survive.
/// </summary>
/// <remarks>
/// A file that is replaced keeps its permissions; on Linux also its access control list, and its owner, group, SELinux
/// label and user attributes where this user may set them. Elsewhere lists and attributes are not kept, nor are they in a
/// file that is created anew. A symbolic link is followed: the file it leads to is replaced and the link stays; only
/// creating under a free name takes a link for a name that is taken. Another hard link keeps the old content. Folders are
/// refused, and on Linux devices and pipes. The folder must exist, and this user must be allowed to create files in it.
/// </remarks>
public static partial class AtomicFile
{
    // What File writes when no encoding is named: no byte order mark, and no silent replacement of broken surrogates.
    private static readonly UTF8Encoding DefaultEncoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static byte[] Encode(ReadOnlySpan<char> text, Encoding encoding)
    {
        var bytes = new byte[encoding.GetByteCount(text)];
        encoding.GetBytes(text, bytes);
        return bytes;
    }

    private static void Write<TState>(string path, TState state, Action<Stream, TState> write) where TState : allows ref struct
    {
        using var target = ReplacedFile.At(path);
        using var staged = target.Stage();
        write(staged.Content, state);
        target.Publish(staged);
    }

    private static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var target = ReplacedFile.At(path);
        using var staged = target.Stage();
        await write(staged.Content, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Run(() => target.Publish(staged), CancellationToken.None).ConfigureAwait(false);
    }
}
