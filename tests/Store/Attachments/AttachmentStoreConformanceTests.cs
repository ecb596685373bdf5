using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Testing;
using Guarded.Store.Tests.Objects;

namespace Guarded.Store.Tests.Attachments;

/// <summary>Here the many orders are tried: some broken protocols show in the second hundred only.</summary>
public sealed class MemoryAttachmentStoreTests : AttachmentStoreConformance
{
    private readonly MemoryObjectStore _store = new();

    protected override int Seeds => 400;

    protected override ValueTask<IObjectStore> OpenAsync() => new(_store);
}

public sealed class UnnamedStagingAttachmentStoreTests() : FileAttachmentStoreTests(FolderKind.Unnamed);

public sealed class NamedStagingAttachmentStoreTests() : FileAttachmentStoreTests(FolderKind.Named);

public sealed class PathFolderAttachmentStoreTests() : FileAttachmentStoreTests(FolderKind.Path);

/// <summary>No power is lost here, so that nothing waits for the disk.</summary>
public abstract class FileAttachmentStoreTests(FolderKind kind) : AttachmentStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override int Seeds => 20;

    protected override int Stride => 5;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override ValueTask<IObjectStore> OpenAsync() =>
        new(new FileObjectStore(kind.Open(_folder.Path), new FileObjectStoreOptions { Durability = Durability.None }));
}
