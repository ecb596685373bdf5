using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>A staged file without a name: the kernel frees it if its writer dies, so a crash leaves no litter.</summary>
internal sealed class UnnamedStagedFile : StagedFile
{
    // Naming an open file goes through its entry here; a container may lack it.
    private static readonly bool IsSupported = OperatingSystem.IsLinux() && Directory.Exists("/proc/self/fd");

    private UnnamedStagedFile(SafeFileHandle handle) : base(new FileStream(handle, FileAccess.Write, bufferSize: 0))
    {
    }

    public static UnnamedStagedFile? TryCreate(string directory) =>
        IsSupported && Posix.TryOpenUnnamed(directory) is { } handle ? new UnnamedStagedFile(handle) : null;

    private protected override bool TryName(string path) => Posix.TryLink(Content.SafeFileHandle, path);

    // A link never replaces, so the file takes a name of its own for the moment before the rename.
    private protected override void Replace(string path)
    {
        if (TryName(path))
            return;
        var staging = StagingName.Beside(path);
        Posix.TryLink(Content.SafeFileHandle, staging);
        StagingName.Rename(staging, path);
    }
}
