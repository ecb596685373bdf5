using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Attachments;

/// <summary>Attachments as files.</summary>
public sealed class FileAttachmentStoreTests : AttachmentStoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ValueTask<IObjectStore> OpenAsync() => new(FileObjectStore.Open(_folder.Path));
}
