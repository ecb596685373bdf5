using System.Text;

namespace Guarded.Store.Files;

/// <summary>
/// Whole-file writes that a crash cannot tear: the same calls as <see cref="File"/>, but a reader sees the old content or
/// the new one, whole, and when a call returns the new one survives power loss. A call that throws has changed nothing,
/// unless only the very last step failed, the flush of the folder: then the new content is there and may not survive.
/// </summary>
/// <remarks>
/// A file that is replaced keeps its permissions, and on Linux its owner and group where this user may give it to them.
/// A symbolic link is followed: the file it leads to is replaced and the link stays. Another hard link keeps the old
/// content. Folders are refused, and on Linux devices and pipes. The folder must exist, and this user must be allowed to
/// create files in it.
/// </remarks>
public static partial class AtomicFile
{
    // What File writes when no encoding is named: no byte order mark, and no silent replacement of broken surrogates.
    private static readonly UTF8Encoding DefaultEncoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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
