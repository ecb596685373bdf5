namespace Guarded.Store.Tests.Files;

/// <summary>A file system of a few pages, in memory, that a test can fill or make read-only. Only who may mount one gets it.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    public const int Size = 64 * 1024;

    private readonly TemporaryFolder _folder = new();

    private SmallDisk()
    {
    }

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    public IReadOnlyList<string> Files() => _folder.Files();

    /// <summary>Skips the test where this user may not mount.</summary>
    /// <param name="options">What tmpfs is told, instead of its usual size.</param>
    public static async Task<SmallDisk> MountAsync(string? options = null)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small file system needs Linux and root");
        var disk = new SmallDisk();
        if ((await disk.TryMountAsync(options ?? $"size={Size}")).ExitCode == 0)
            return disk;
        disk._folder.Dispose();
        Skip.If(true, "this environment does not let root mount a tmpfs");
        return disk;
    }

    public async Task MakeReadOnlyAsync() => Assert.Equal(0, (await TryMountAsync("remount,ro")).ExitCode);

    public async Task MakeWritableAsync() => Assert.Equal(0, (await TryMountAsync("remount,rw")).ExitCode);

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync("umount", "--lazy", _folder.Path); // a store lets go of a folder that was removed when it is collected
        _folder.Dispose();
    }

    private Task<(int ExitCode, string Output)> TryMountAsync(string options) =>
        Command.RunAsync("mount", "-t", "tmpfs", "-o", options, "guarded-test", _folder.Path);
}
