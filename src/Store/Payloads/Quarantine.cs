using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>
/// Where damaged objects are kept, under the hash that they lay under and the hash of what they hold: doing it twice, or
/// again after a crash, changes nothing.
/// </summary>
internal sealed class Quarantine(IObjectStore objects)
{
    /// <summary>Copies an object that is damaged. Null where it is gone, is whole, or changed while it was copied.</summary>
    public async ValueTask<QuarantinedObject?> KeepAsync(ObjectKey key, PayloadHash expected, CancellationToken cancellationToken)
    {
        var damaged = await objects.GetAsync(key, range: null, cancellationToken).ConfigureAwait(false);
        if (damaged is null)
            return null;
        await using (damaged.ConfigureAwait(false))
        {
            var copy = await objects.StageAsync(cancellationToken).ConfigureAwait(false);
            await using (copy.ConfigureAwait(false))
            {
                var bytes = await HashedCopy.ToAsync(damaged.Stream, copy.Content, cancellationToken).ConfigureAwait(false);
                if (bytes.Length != damaged.Info.Length || bytes.Hash == expected)
                    return null;
                // What was quarantined before may have decayed too: only a whole copy lets the original go. Healing it calls
                // nobody, who might throw before the payload itself is healed.
                var kept = ObjectKey.FromValid($"quarantine/{expected}/{bytes.Hash}");
                await new VerifiedObjects(objects, DedupCheck.Always).CommitAsync(copy, kept, bytes, cancellationToken).ConfigureAwait(false);
                return new QuarantinedObject(damaged.Info, kept);
            }
        }
    }
}
