using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>A staged file under a name that no other writer has, for systems without unnamed files.</summary>
internal sealed class PathStagedFile : StagedFile
{
    private readonly string _staging;
    private readonly FileStream _file;
    private bool _named = true;

    private PathStagedFile(string staging, FileStream file)
    {
        _staging = staging;
        _file = file;
    }

    public override SafeFileHandle Handle => _file.SafeFileHandle;

    public static PathStagedFile Create(string folder, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        while (true)
            if (TryCreate(Path.Combine(folder, StagingName.New()), options) is { } staged)
                return staged;
    }

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

    // On Unix a file is created first and locked then. Null where a sweep came in between and took it, or is about to.
    private static PathStagedFile? TryCreate(string path, FileStreamOptions options)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, options);
        }
        catch (IOException exception) when (SharingViolation.Is(exception))
        {
            return null;
        }
        if (File.Exists(path))
            return new PathStagedFile(path, file);
        file.Dispose();
        return null;
    }

    // Without permission to replace, Windows moves exclusively: MoveFileEx fails with ERROR_ALREADY_EXISTS or ERROR_FILE_EXISTS.
    [SupportedOSPlatform("windows")]
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
