using Guarded.Store.Files;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Attachments;

/// <summary>Attachments as files. No power is lost here, so that nothing waits for the disk.</summary>
public sealed class FileAttachmentStoreTests : AttachmentStoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override int Seeds => 60;

    public void Dispose() => _folder.Dispose();

    protected override ValueTask<IObjectStore> OpenAsync() =>
        new(FileObjectStore.Open(_folder.Path, new FileObjectStoreOptions { Durability = Durability.None }));
}
