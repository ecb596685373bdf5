namespace Guarded.Store.Files;

/// <summary>A staged file under a name that no other writer has, for systems without unnamed files.</summary>
internal sealed class NamedStagedFile : StagedFile
{
    private readonly string _staging;
    private bool _named = true;

    private NamedStagedFile(string staging, FileStream content) : base(content) => _staging = staging;

    public static NamedStagedFile CreateIn(string directory, UnixFileMode? mode)
    {
        var staging = StagingName.In(directory);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        return new NamedStagedFile(staging, new FileStream(staging, options));
    }

    private protected override bool TryName(string path)
    {
        if (OperatingSystem.IsWindows())
            return TryMove(path);
        return Posix.TryLink(_staging, path);
    }

    private protected override void Replace(string path)
    {
        StagingName.Rename(_staging, path);
        _named = false;
    }

    public override void Dispose()
    {
        base.Dispose();
        if (_named && File.Exists(_staging))
            File.Delete(_staging);
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
