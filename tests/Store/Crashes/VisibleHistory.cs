using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>What a reader could see under each key after each operation of a trace.</summary>
internal sealed class VisibleHistory
{
    private readonly List<Dictionary<ObjectKey, string>> _moments = [];

    /// <summary>Adds the moment after the next operation.</summary>
    public void Add(DiskImage visible)
    {
        var moment = new Dictionary<ObjectKey, string>();
        foreach (var entry in visible.Entries)
            if (entry.File is { } file && ObjectKey.TryParse(entry.Path, out var key))
                moment.Add(key, file.Hash);
        _moments.Add(moment);
    }

    /// <summary>When a promise came true: the first moment of its call that agrees with it. Null where none does.</summary>
    public int? Fulfilled(Promise promise)
    {
        for (var moment = promise.From; moment <= promise.To; moment++)
            if (promise.Claim(_moments[moment].GetValueOrDefault(promise.Key)))
                return moment;
        return null;
    }

    /// <summary>What a crash right now may leave, given what was promised until now.</summary>
    public Obligations Now(Witness witness, bool promisesHold)
    {
        var now = _moments.Count - 1;
        var since = new Dictionary<ObjectKey, int>();
        foreach (var promise in witness.Promises.Where(promise => promisesHold && promise.To <= now))
            if (Fulfilled(promise) is { } moment)
                since[promise.Key] = Math.Max(moment, since.GetValueOrDefault(promise.Key));
        return new Obligations(_moments.SelectMany(moment => moment.Keys).Concat(since.Keys).Distinct().ToDictionary(key => key, IReadOnlySet<string> (key) => Between(key, since.GetValueOrDefault(key), witness)));
    }

    // What nobody put there may be seen, and may not be left.
    private HashSet<string> Between(ObjectKey key, int first, Witness witness) =>
        _moments.Skip(first).Select(moment => moment.GetValueOrDefault(key)).Where(hash => hash is null || witness.WasPut(key, hash)).Select(hash => hash ?? Obligations.Nothing).ToHashSet();
}
