using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Objects;

/// <summary>A listing of however many folders holds few of them open: a process may open some thousand files.</summary>
public sealed class OpenFoldersTests : IDisposable
{
    private const int Folders = 1_000;
    private const int Depth = 3;

    private readonly TemporaryFolder _folder = new();

    public OpenFoldersTests()
    {
        for (var at = 0; at < Folders; at++)
        {
            Directory.CreateDirectory(_folder[$"many/{at}"]);
            File.WriteAllText(_folder[$"many/{at}/object"], "");
            File.WriteAllText(_folder[$"many/{at}/Foreign"], "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public Task Of_objects() => RequireFewAsync(store => store.ListAsync(""));

    [SkippableFact]
    public Task Of_foreign_files() => RequireFewAsync(store => store.ListForeignAsync(""));

    private async Task RequireFewAsync<T>(Func<FileObjectStore, IAsyncEnumerable<T>> list)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "what a process has open is read from Linux's /proc");
        using var store = FileObjectStore.Open(_folder.Path);
        var (listed, most) = (0, 0);
        await foreach (var _ in list(store))
            if (listed++ % 100 == 0)
                most = Math.Max(most, Open());
        Assert.Equal(Folders, listed);
        Assert.InRange(most, 1, Depth + 1); // the store's own handle of its root, and those on the way
    }

    // Of all that this process has open, what is in this test's folder.
    private int Open() => Directory.EnumerateFileSystemEntries("/proc/self/fd")
        .Select(descriptor => new FileInfo(descriptor).LinkTarget)
        .Count(target => target is not null && target.StartsWith(_folder.Path, StringComparison.Ordinal));
}
