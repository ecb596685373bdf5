using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Testing;
using Guarded.Store.Tests.Objects;

namespace Guarded.Store.Tests.Leases;

public sealed class MemoryLeaseTests() : MemoryLeaseConformance(putIfAbsentOnly: false);

public sealed class MemoryChainLeaseTests() : MemoryLeaseConformance(putIfAbsentOnly: true);

public sealed class UnnamedStagingLeaseTests() : FileLeaseConformance(FolderKind.Unnamed, putIfAbsentOnly: false);

public sealed class NamedStagingLeaseTests() : FileLeaseConformance(FolderKind.Named, putIfAbsentOnly: false);

public sealed class PathFolderLeaseTests() : FileLeaseConformance(FolderKind.Path, putIfAbsentOnly: false);

public sealed class FileChainLeaseTests() : FileLeaseConformance(FolderKind.Unnamed, putIfAbsentOnly: true);

public abstract class MemoryLeaseConformance(bool putIfAbsentOnly) : LeaseConformance
{
    private readonly MemoryObjectStore _store = new();

    protected override bool PutIfAbsentOnly => putIfAbsentOnly;

    protected override ValueTask<IObjectStore> OpenAsync() => new(_store);
}

/// <summary>No power is lost here, so that nothing waits for the disk.</summary>
public abstract class FileLeaseConformance(FolderKind kind, bool putIfAbsentOnly) : LeaseConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override bool PutIfAbsentOnly => putIfAbsentOnly;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override ValueTask<IObjectStore> OpenAsync() =>
        new(new FileObjectStore(kind.Open(_folder.Path), new FileObjectStoreOptions { Durability = Durability.None }));
}
