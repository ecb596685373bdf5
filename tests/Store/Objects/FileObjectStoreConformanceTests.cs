using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Testing;

namespace Guarded.Store.Tests.Objects;

public sealed class UnnamedStagingConformanceTests : FileObjectStoreConformanceTests
{
    protected override FileObjectStore Open(string root) => FileObjectStore.Open(root);
}

public sealed class NamedStagingConformanceTests : FileObjectStoreConformanceTests
{
    protected override FileObjectStore Open(string root) => new(root, time: null, folder => NamedStagedFile.CreateIn(folder, mode: null));
}

public abstract class FileObjectStoreConformanceTests : ObjectStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected abstract FileObjectStore Open(string root);

    protected override ValueTask<IObjectStore> OpenAsync() => new(Open(_folder.Path));

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
