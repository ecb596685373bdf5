using Guarded.Store.Objects;
using Guarded.Store.Testing;

namespace Guarded.Store.Tests.Payloads;

public sealed class MemoryPayloadStoreTests : PayloadStoreConformance
{
    private readonly MemoryObjectStore _store = new();

    protected override ValueTask<IObjectStore> OpenAsync() => new(_store);
}

public sealed class FilePayloadStoreTests : PayloadStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override ValueTask<IObjectStore> OpenAsync() => new(FileObjectStore.Open(_folder.Path));

    public void Dispose() => _folder.Dispose();
}
