using System.Text;
using Guarded.Store.Attachments;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Attachments;

/// <summary>The obvious protocol: the payload under its hash, then the sidecar; a delete frees the payload when no sidecar names it any more.</summary>
internal sealed class NaiveAttachments(IObjectStore objects) : IAttachments
{
    public async Task<AttachmentId> AddAsync(byte[] content)
    {
        var hash = PayloadHash.Compute(content).ToString();
        await objects.PutAsync(PayloadKey(hash), content, PutCondition.IfAbsent);
        var id = AttachmentId.Parse(Guid.NewGuid().ToString("n"));
        await objects.PutAsync(SidecarKey(id), Encoding.UTF8.GetBytes(hash), PutCondition.IfAbsent);
        return id;
    }

    public async Task<bool> DeleteAsync(AttachmentId id)
    {
        var hash = await ReadAsync(SidecarKey(id));
        var deleted = await objects.DeleteAsync(SidecarKey(id));
        await foreach (var other in objects.ListAsync("sidecars/"))
            if (await ReadAsync(other.Key) == hash)
                return deleted == DeleteResult.Deleted;
        await objects.DeleteAsync(PayloadKey(hash!));
        return deleted == DeleteResult.Deleted;
    }

    public Task RecoverAsync() => Task.CompletedTask;

    public async Task<bool> HasContentAsync(AttachmentId id) =>
        await objects.HeadAsync(PayloadKey((await ReadAsync(SidecarKey(id)))!)) is not null;

    private async Task<string?> ReadAsync(ObjectKey key)
    {
        await using var content = await objects.GetAsync(key);
        return content is null ? null : await new StreamReader(content.Stream).ReadToEndAsync();
    }

    private static ObjectKey PayloadKey(string hash) => ObjectKey.Parse($"payloads/{hash}");

    private static ObjectKey SidecarKey(AttachmentId id) => ObjectKey.Parse($"sidecars/{id}");
}
