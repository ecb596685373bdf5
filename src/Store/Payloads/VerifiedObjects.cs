using System.Runtime.CompilerServices;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>
/// Objects whose content is known by its hash: committed once, looked at and healed when they are there already, verified
/// when read.
/// </summary>
internal sealed class VerifiedObjects(IObjectStore objects, DedupCheck check = DedupCheck.Length, Action<HealedPayload>? healed = null)
{
    // Each attempt after the first means that somebody else changed the object in between.
    private const int MaxAttempts = 100;

    private readonly KnownStates _known = new();
    private readonly Quarantine _quarantine = new(objects);

    /// <summary>Publishes staged content, or finds it there already, or heals what is there instead. Either way it is durable when this returns.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))] // on the path of every small put
    public async ValueTask CommitAsync(StagedObject staged, ObjectKey key, PayloadReference content, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var put = await staged.CommitAsync(key, PutCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
            if (put.Version is { } version)
            {
                if (check is DedupCheck.OncePerProcess)
                    _known.Whole(key, version);
                return;
            }
            var there = await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false);
            if (there is not null && await IsThereAsync(there, staged, content, cancellationToken).ConfigureAwait(false))
                return;
        }
        throw Contended(content.Hash);
    }

    /// <summary>Opens content that is verified while it is read, or gives null where there is none.</summary>
    public async ValueTask<VerifyingStream?> OpenAsync(ObjectKey key, PayloadHash hash, CancellationToken cancellationToken)
    {
        var content = await objects.GetAsync(key, range: null, cancellationToken).ConfigureAwait(false);
        return content is null ? null : new VerifyingStream(content, hash, _known);
    }

    /// <summary>Opens a part of content whose whole was verified in the state that is read, or gives null where there is none.</summary>
    public async ValueTask<PayloadStream?> OpenRangeAsync(ObjectKey key, PayloadHash hash, ByteRange range, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var content = await objects.GetAsync(key, range, cancellationToken).ConfigureAwait(false);
            if (content is null)
                return null;
            if (_known.IsWhole(content.Info))
                return new PayloadStream(content, range.LengthWithin(content.Info.Length), hash, _known);
            await content.DisposeAsync().ConfigureAwait(false);
            if (await InspectAsync(key, hash, cancellationToken).ConfigureAwait(false) is { IsWhole: false } found)
                throw new PayloadDamagedException(hash, found.Damage);
        }
        throw Contended(hash);
    }

    /// <summary>Reads content to its end, to say what it is. Null where there is none.</summary>
    /// <exception cref="PayloadDamagedException">Its bytes cannot be read.</exception>
    public async ValueTask<Inspection?> InspectAsync(ObjectKey key, PayloadHash hash, CancellationToken cancellationToken)
    {
        var content = await objects.GetAsync(key, range: null, cancellationToken).ConfigureAwait(false);
        if (content is null)
            return null;
        await using (content.ConfigureAwait(false))
        {
            var found = await InspectAsync(content, hash, cancellationToken).ConfigureAwait(false);
            if (found.IsWhole)
                _known.Whole(key, content.Info.Version);
            else
                _known.Damaged(key, content.Info.Version);
            return found;
        }
    }

    private async ValueTask<Inspection> InspectAsync(ObjectContent content, PayloadHash hash, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await HashedCopy.ToAsync(content.Stream, Stream.Null, cancellationToken).ConfigureAwait(false);
            return new Inspection(content.Info, hash, bytes.Hash, bytes.Length);
        }
        catch (IOException exception)
        {
            _known.Damaged(content.Info.Key, content.Info.Version);
            throw PayloadDamagedException.Unreadable(hash, exception);
        }
    }

    // Whether the key holds the content, found whole or healed now. False where it changed meanwhile and has to be met anew.
    private async ValueTask<bool> IsThereAsync(ObjectInfo there, StagedObject staged, PayloadReference content, CancellationToken cancellationToken)
    {
        if (there.Length != content.Length)
            return await HealAsync(there.Key, $"it has {there.Length} bytes, not {content.Length}", staged, content, cancellationToken).ConfigureAwait(false);
        if (IsTrusted(there))
            return true;
        var found = await InspectAsync(there.Key, content.Hash, cancellationToken).ConfigureAwait(false);
        return found is not null
            && (found.IsWhole || await HealAsync(there.Key, found.Damage, staged, content, cancellationToken).ConfigureAwait(false));
    }

    private bool IsTrusted(ObjectInfo there) => check switch
    {
        DedupCheck.Length => !_known.IsDamaged(there),
        DedupCheck.OncePerProcess => _known.IsWhole(there),
        _ => false,
    };

    // The key holds the damaged or the whole content at every moment, and the damaged bytes are never in no place at all.
    private async ValueTask<bool> HealAsync(ObjectKey key, string damage, StagedObject staged, PayloadReference content, CancellationToken cancellationToken)
    {
        if (!objects.Capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap))
            throw new PayloadDamagedException(content.Hash, damage, "This store has no compare-and-swap, so that it cannot be replaced safely: keep a copy of it where you need one, delete it, and store the bytes again.");
        var quarantined = await QuarantineAsync(key, content.Hash, cancellationToken).ConfigureAwait(false);
        if (quarantined is null)
            return false;
        var put = await staged.CommitAsync(key, PutCondition.IfMatch(quarantined.State.Version), cancellationToken).ConfigureAwait(false);
        if (put.Version is not { } version)
            return false;
        _known.Whole(key, version);
        healed?.Invoke(new HealedPayload(content.Hash, key, damage, quarantined.Copy));
        return true;
    }

    private async ValueTask<QuarantinedObject?> QuarantineAsync(ObjectKey key, PayloadHash hash, CancellationToken cancellationToken)
    {
        try
        {
            return await _quarantine.KeepAsync(key, hash, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Only reading again tells a payload that cannot be read from a copy that cannot be written.
            await InspectAsync(key, hash, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private static IOException Contended(PayloadHash hash) =>
        new($"Payload {hash} was changed by others {MaxAttempts} times during one call, which was given up. Find out who writes it, then try again.");
}
