using System.Diagnostics;
using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

/// <summary>A spool folder on a disk that fills. Only who may mount a small one can see that.</summary>
public sealed class FullSpoolTests : IDisposable
{
    private const int PartSize = S3ObjectStoreOptions.MinPartSize;

    private readonly string _disk = Directory.CreateTempSubdirectory("guarded-").FullName;
    private readonly SilentClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_disk, recursive: true);
    }

    [SkippableTheory]
    [InlineData(512, true)] // no room for what memory held
    [InlineData(512, false)]
    [InlineData(6144, true)] // no room for what is written later
    [InlineData(6144, false)]
    public async Task A_disk_that_filled_has_its_room_back_when_the_content_is_discarded(int kibibytes, bool isAsync)
    {
        Mount(kibibytes);
        try
        {
            var staged = await new S3ObjectStore(_client, "bucket", new() { PartSize = PartSize, SpoolFolder = _disk }).StageAsync();
            await Assert.ThrowsAsync<IOException>(() => FillAsync(staged.Content, isAsync));
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(ObjectKey.Parse("things/one"), PutCondition.Any));
            Assert.Contains("failed", refused.Message, StringComparison.Ordinal);
            await staged.DisposeAsync();
            Assert.Empty(OpenFiles());
            Assert.Equal(new DriveInfo(_disk).TotalSize, new DriveInfo(_disk).AvailableFreeSpace);
            GC.KeepAlive(staged);
        }
        finally
        {
            Run("umount", "--lazy", _disk);
        }
    }

    private static async Task FillAsync(Stream content, bool isAsync)
    {
        for (var pieces = 0; pieces < 20; pieces++)
        {
            var piece = new byte[PartSize / 10];
            if (isAsync)
                await content.WriteAsync(piece);
            else
                content.Write(piece);
        }
    }

    private IEnumerable<string> OpenFiles() => Directory.EnumerateFiles("/proc/self/fd")
        .Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")
        .Where(path => path.StartsWith(_disk, StringComparison.Ordinal));

    private void Mount(int kibibytes)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small file system needs Linux and root");
        Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "guarded-test", _disk) == 0, "this environment does not let root mount a tmpfs");
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
