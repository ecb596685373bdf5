using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>
/// A file on its way to its final name. Publishing flushes the file, names it and flushes the folder, in that order, so
/// that no call site can forget one. Disposing without publishing leaves nothing behind.
/// </summary>
internal abstract class StagedFile : IDisposable
{
    private StagedStream? _content;

    /// <summary>The bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>The same writes as a stream.</summary>
    public Stream Content => _content ??= new StagedStream(this);

    /// <summary>The open file, for what a caller knows how to set on it: permissions, an owner.</summary>
    public abstract SafeFileHandle Handle { get; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Write(bytes, Length);
        Length += bytes.Length;
    }

    /// <summary>Sets the time of the last write, and gives it as the file system keeps it.</summary>
    public abstract DateTime Stamp(DateTime written);

    /// <summary>Publishes under a name that nothing has yet. False where it is taken: what is there stays as it is.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder was removed. The file is still staged.</exception>
    public bool PublishNew(Folder folder, string name, Durability durability)
    {
        FlushContent(durability);
        if (!TryName(folder, name))
            return false;
        FlushName(folder, durability);
        return true;
    }

    /// <summary>Publishes under a name that may be taken: every reader sees the old file or the new one, whole.</summary>
    /// <inheritdoc cref="PublishNew" path="/exception"/>
    public void PublishReplacing(Folder folder, string name, Durability durability)
    {
        FlushContent(durability);
        Replace(folder, name);
        FlushName(folder, durability);
    }

    public abstract void Dispose();

    private protected abstract void Write(ReadOnlySpan<byte> bytes, long offset);

    private protected abstract void Flush();

    private protected abstract bool TryName(Folder folder, string name);

    private protected abstract void Replace(Folder folder, string name);

    private void FlushContent(Durability durability)
    {
        if (durability != Durability.None)
            Flush();
    }

    private static void FlushName(Folder folder, Durability durability)
    {
        if (durability == Durability.Full)
            folder.Flush();
    }
}
