using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>A staged file under a name that no other writer has, for systems without unnamed files.</summary>
internal sealed class PathStagedFile : StagedFile
{
    private readonly string _staging;
    private readonly FileStream _file;
    private bool _named = true;

    public PathStagedFile(string folder, UnixFileMode? mode)
    {
        _staging = Path.Combine(folder, StagingName.New());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        _file = new FileStream(_staging, options);
    }

    public override SafeFileHandle Handle => _file.SafeFileHandle;

    public override DateTime Stamp(DateTime written)
    {
        File.SetLastWriteTimeUtc(Handle, written);
        return File.GetLastWriteTimeUtc(Handle);
    }

    public override void Dispose()
    {
        _file.Dispose();
        if (_named)
            File.Delete(_staging);
        _named = false;
    }

    private protected override void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(Handle, bytes, offset);

    private protected override void Flush() => RandomAccess.FlushToDisk(Handle);

    private protected override bool TryName(Folder folder, string name)
    {
        var path = Path.Combine(folder.Path, name);
        return OperatingSystem.IsWindows() ? TryMove(path) : Posix.TryLink(_staging, path);
    }

    private protected override void Replace(Folder folder, string name)
    {
        File.Move(_staging, Path.Combine(folder.Path, name), overwrite: true);
        _named = false;
    }

    // Without permission to replace, Windows moves exclusively: MoveFileEx fails with ERROR_ALREADY_EXISTS or ERROR_FILE_EXISTS.
    private bool TryMove(string path)
    {
        const int fileExists = unchecked((int)0x80070050);
        const int alreadyExists = unchecked((int)0x800700B7);
        try
        {
            File.Move(_staging, path, overwrite: false);
            _named = false;
            return true;
        }
        catch (IOException exception) when (exception.HResult is fileExists or alreadyExists)
        {
            return false;
        }
    }
}
