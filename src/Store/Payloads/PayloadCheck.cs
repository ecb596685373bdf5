using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>What became of checking one object that lies among the payloads.</summary>
/// <param name="Payload">The payload under whose key it lies, or null where it lies under no payload's.</param>
/// <param name="Bytes">How many of its bytes were read, or null where it was gone or could not be read.</param>
/// <param name="Finding">What is wrong with it, or null.</param>
internal readonly record struct PayloadCheck(PayloadHash? Payload, long? Bytes, PayloadFinding? Finding)
{
    // A payload that is replaced each time that it is read would be read for ever.
    private const int MaxReadings = 5;

    public static async Task<PayloadCheck> OfAsync(Listed listed, PayloadPlace place, CancellationToken cancellationToken)
    {
        if (listed.Object is not { } info)
            return new(Payload: null, Bytes: null, listed.Unlisted);
        var name = info.Key.ToString();
        if (place.NameOf(info.Key) is not { } named)
            return new(Payload: null, Bytes: null, new PayloadFinding(PayloadFindingKind.Foreign, name, Hash: null, "its name is no payload's"));
        return named.Key.Equals(info.Key)
            ? await OfPayloadAsync(info, named.Hash, place, cancellationToken).ConfigureAwait(false)
            : new(Payload: null, Bytes: null, new PayloadFinding(PayloadFindingKind.Misplaced, name, named.Hash, $"it is named after a payload whose place is '{named.Key}'"));
    }

    // What was deleted or replaced while it was read is met anew: only a state that is still there is a finding.
    private static async ValueTask<PayloadCheck> OfPayloadAsync(ObjectInfo state, PayloadHash hash, PayloadPlace place, CancellationToken cancellationToken)
    {
        for (var reading = 1; ; reading++)
        {
            var (check, read) = await ReadAsync(state, hash, place, cancellationToken).ConfigureAwait(false);
            if (check.Finding is null)
                return check;
            var now = await AskAsync(() => place.HeadAsync(state.Key, cancellationToken), otherwise: read).ConfigureAwait(false);
            if (now is null)
                return new(hash, Bytes: null, Finding: null);
            if (now.Version == read.Version || reading == MaxReadings)
                return check;
            state = now;
        }
    }

    private static async ValueTask<(PayloadCheck Check, ObjectInfo Read)> ReadAsync(ObjectInfo state, PayloadHash hash, PayloadPlace place, CancellationToken cancellationToken)
    {
        try
        {
            var found = await place.InspectAsync(state.Key, hash, cancellationToken).ConfigureAwait(false);
            if (found is null)
                return (new(hash, Bytes: null, Finding: null), state);
            var finding = found.IsWhole ? null : await FindingAsync(found, place, cancellationToken).ConfigureAwait(false);
            return (new(hash, found.Length, finding), found.State);
        }
        catch (Exception exception) when (LocalFailure.Is(exception))
        {
            var reason = exception is PayloadDamagedException { InnerException: { } unreadable } ? unreadable : exception;
            var finding = new PayloadFinding(PayloadFindingKind.Unreadable, state.Key.ToString(), hash, $"it cannot be read: {reason.Message}");
            return (new(hash, Bytes: null, finding), state);
        }
    }

    private static async ValueTask<PayloadFinding> FindingAsync(Inspection found, PayloadPlace place, CancellationToken cancellationToken)
    {
        var name = found.State.Key.ToString();
        return await AskAsync(() => place.HoldsAsync(found.Actual, cancellationToken), otherwise: false).ConfigureAwait(false)
            ? new PayloadFinding(PayloadFindingKind.Misplaced, name, found.Expected, $"it holds the bytes of payload {found.Actual}, which is stored")
            : new PayloadFinding(PayloadFindingKind.Damaged, name, found.Expected, found.Damage);
    }

    // A finding is told also where nobody can look any further.
    private static async ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask, T otherwise)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception exception) when (LocalFailure.Is(exception))
        {
            return otherwise;
        }
    }
}
