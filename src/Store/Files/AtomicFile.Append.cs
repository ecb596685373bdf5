using System.Text;

namespace Guarded.Store.Files;

// Appending makes a new file of the old content and the addition, and replaces the old one with it, whole.
public static partial class AtomicFile
{
    private const int CopyBufferSize = 128 * 1024;
    private const int MostCopies = 100;

    private static void Append(string path, Addition addition)
    {
        using var turn = AppendLock.In(FolderOf(path)).Take(CancellationToken.None);
        Append(path, addition, CancellationToken.None);
    }

    private static async Task AppendAsync(string path, Addition addition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var turn = await AppendLock.In(FolderOf(path)).TakeAsync(cancellationToken).ConfigureAwait(false);
        await Task.Run(() => Append(path, addition, cancellationToken), CancellationToken.None).ConfigureAwait(false);
    }

    private static string FolderOf(string path)
    {
        using var target = ReplacedFile.At(path);
        target.OpenFolder();
        return target.Folder;
    }

    // The lock keeps other appenders out. Who replaces the whole file takes no lock: then what it wrote is copied.
    private static void Append(string path, Addition addition, CancellationToken cancellationToken)
    {
        for (var copies = 0; copies < MostCopies; copies++)
            if (TryAppend(path, addition, cancellationToken))
                return;
        throw new IOException($"Could not append to '{path}': it was replaced {MostCopies} times, each time before its copy was finished. Nothing was appended.");
    }

    private static bool TryAppend(string path, Addition addition, CancellationToken cancellationToken)
    {
        using var target = ReplacedFile.ToAppend(path);
        using var staged = target.Stage();
        if (target.Current is { } current)
            Copy(current, staged.Content, cancellationToken);
        if (staged.Content.Position == 0)
            staged.Content.Write(addition.Preamble.Span);
        staged.Content.Write(addition.Content.Span);
        cancellationToken.ThrowIfCancellationRequested();
        return target.TryPublishAppended(staged);
    }

    private static void Copy(FileStream current, FileStream copy, CancellationToken cancellationToken)
    {
        var buffer = new byte[CopyBufferSize];
        while (current.Read(buffer) is > 0 and var read)
        {
            copy.Write(buffer, 0, read);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What is appended, in memory so that neither a slow source nor its failure is met under the lock.</summary>
    /// <param name="Preamble">Goes before the content where that is all there is in the file.</param>
    /// <param name="Content">The bytes themselves.</param>
    private readonly record struct Addition(ReadOnlyMemory<byte> Preamble, ReadOnlyMemory<byte> Content)
    {
        public Addition(ReadOnlySpan<char> text, Encoding encoding) : this(encoding.GetPreamble(), Encode(text, encoding))
        {
        }
    }
}
