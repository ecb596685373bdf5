using Microsoft.Win32.SafeHandles;
using static Guarded.Store.Files.SystemError;

namespace Guarded.Store.Files;

/// <summary>
/// A staged file on Linux. Without a name the kernel frees it if its writer dies; with one it is held as long as its
/// writer lives, so that a sweep can tell.
/// </summary>
internal sealed class LinuxStagedFile(LinuxFolder folder, SafeFileHandle handle, string? name) : StagedFile
{
    private const long BeginWritingEvery = 1 << 20; // little at once: meanwhile the next part waits

    private string? _name = name;
    private long _writing;

    public override SafeFileHandle Handle => handle;

    public static LinuxStagedFile CreateNamed(LinuxFolder folder, UnixFileMode? mode = null)
    {
        while (true)
        {
            var name = StagingName.New();
            var handle = Linux.TryCreateFile(folder.Handle, name, mode) ?? throw Failure(Last, "create a file in", folder.Path);
            // A sweep may have come between the creation and the hold.
            if (Linux.TryHold(handle) && Linux.Status(handle) is { Links: > 0 })
                return new LinuxStagedFile(folder, handle, name);
            handle.Dispose();
        }
    }

    public override DateTime Stamp(DateTime written)
    {
        if (Linux.SetWritten(handle, written) < 0)
            throw Failure(Last, "set the write time of a file in", folder.Path);
        if (folder.KeepsToTheTick(written))
            return written;
        var kept = Linux.Status(handle)!.Value.Written;
        folder.Learn(written, kept);
        return kept;
    }

    public override void Dispose()
    {
        try
        {
            if (_name is not null && !handle.IsClosed)
                folder.TryDelete(_name);
        }
        finally
        {
            handle.Dispose(); // a sweep takes what is still held for a live writer's
        }
    }

    private protected override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (IOException exception)
        {
            throw Failure(exception, "write to a file in", folder.Path);
        }
        if (offset + bytes.Length - _writing < BeginWritingEvery)
            return;
        Linux.BeginWriting(handle, _writing, offset + bytes.Length - _writing);
        _writing = offset + bytes.Length;
    }

    private protected override void Flush() => Posix.Flush(handle, folder.Path);

    private protected override bool TryName(Folder target, string name)
    {
        var into = ((LinuxFolder)target).Handle;
        var result = _name is null ? Linux.LinkUnnamed(handle, into, name) : Linux.Link(folder.Handle, _name, into, name);
        if (result == 0)
            return true;
        var error = Last;
        return error == EEXIST ? false : throw Failure(error, "publish", Path.Combine(target.Path, name));
    }

    // A link never replaces, so an unnamed file takes a name of its own for the moment before the rename.
    private protected override void Replace(Folder target, string name)
    {
        _name ??= TakeName();
        if (Linux.Rename(folder.Handle, _name, ((LinuxFolder)target).Handle, name) < 0)
            throw Failure(Last, "replace", Path.Combine(target.Path, name));
        _name = null;
    }

    private string TakeName()
    {
        var name = StagingName.New();
        Linux.TryHold(handle);
        return Linux.LinkUnnamed(handle, folder.Handle, name) == 0 ? name : throw Failure(Last, "create a file in", folder.Path);
    }
}
