using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>Objects whose content is known by its hash: committed once, compared when they are there already, verified when read.</summary>
internal sealed class VerifiedObjects(IObjectStore objects)
{
    /// <summary>Publishes staged content, or finds it there already. Either way it is durable when this returns.</summary>
    public async ValueTask CommitAsync(StagedObject staged, ObjectKey key, PayloadReference content, CancellationToken cancellationToken)
    {
        var result = await staged.CommitAsync(key, PutCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
        if (!result.IsStored && await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false) is { } there && there.Length != content.Length)
            throw new PayloadDamagedException(content.Hash, $"it has {there.Length} bytes, not {content.Length}");
    }

    /// <summary>Opens content that is verified while it is read, or gives null where there is none.</summary>
    public async ValueTask<VerifyingStream?> OpenAsync(ObjectKey key, PayloadHash hash, CancellationToken cancellationToken)
    {
        var content = await objects.GetAsync(key, range: null, cancellationToken).ConfigureAwait(false);
        return content is null ? null : new VerifyingStream(content, hash);
    }
}
