using Guarded.Store.Objects;
using Guarded.Store.Testing;

namespace Guarded.Store.Tests.Objects;

public sealed class UnnamedStagingConformanceTests() : FileObjectStoreConformanceTests(FolderKind.Unnamed);

public sealed class NamedStagingConformanceTests() : FileObjectStoreConformanceTests(FolderKind.Named);

public sealed class PathFolderConformanceTests() : FileObjectStoreConformanceTests(FolderKind.Path);

public abstract class FileObjectStoreConformanceTests(FolderKind kind) : ObjectStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override ValueTask<IObjectStore> OpenAsync() => new(new FileObjectStore(kind.Open(_folder.Path), options: null));

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
