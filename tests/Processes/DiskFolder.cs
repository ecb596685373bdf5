namespace Guarded.Processes.Tests;

/// <summary>A folder of a test's own on the disk that the checkout is on: the temporary folder is often memory.</summary>
internal sealed class DiskFolder : IDisposable
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(Root, "artifacts", "processes", Guid.NewGuid().ToString("N"))).FullName;

    public DriveInfo Drive => new(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Guarded.sln"))
            ? folder
            : Find(System.IO.Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("These tests run from a checkout of Guarded, and there is no Guarded.sln in any folder above them."));
}
