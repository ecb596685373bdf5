using System.Globalization;

namespace Guarded.Store.Leases;

/// <summary>
/// Items that many write, each under its own lease, and a structure that is changed as a whole under one lease that excludes them
/// all: a recursive delete, a sweep, a migration. Readers need neither. The contract: docs/leases.md#items-and-structure.
/// </summary>
/// <remarks>
/// Both sides look at the other after they have taken their own lease, so of two that meet at least one sees the other; what
/// both rely on is that a write to the store is seen by every look that begins later.
/// Each item that was ever had leaves a record: <see cref="SweepAsync"/> removes them.
/// </remarks>
/// <param name="leases">Keeps the leases.</param>
/// <param name="scope">What the tree is called among leases. Written as a <see cref="LeaseName"/>.</param>
[StorageDependency]
public sealed class LeasedTree(LeaseManager leases, string scope)
{
    private readonly LeaseManager _leases = leases ?? throw new ArgumentNullException(nameof(leases));
    private readonly LeaseName _structure = LeaseName.Parse($"{scope}/structure");
    private readonly string _items = $"{scope}/items/";

    /// <summary>
    /// Acquires the lease of one item, to write it. It is had only where nobody has the structure, as is looked up again once the
    /// item is taken.
    /// </summary>
    /// <param name="item">The item, as a <see cref="LeaseName"/>.</param>
    /// <param name="purpose">What for, as others are told who wait: 1 to 256 characters.</param>
    /// <param name="wait">How long to wait at most, for the item and the structure together: zero, which asks once, to <see cref="LeaseOptions.MaxWait"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseUnavailableException">The wait is over.</exception>
    /// <exception cref="LeaseHeldHereException">This process holds the item, or the structure.</exception>
    /// <exception cref="FormatException">The item is no name.</exception>
    /// <exception cref="IOException">The store failed.</exception>
    public async ValueTask<Lease> AcquireItemAsync(string item, string purpose, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        var name = LeaseName.Parse($"{_items}{LeaseName.Parse(item)}");
        _ = NameOf(item, long.MaxValue); // none comes that has no room for it
        LeaseManager.Check(name, purpose);
        var patience = _leases.PatienceFor(wait);
        while (true)
        {
            var attempt = await _leases.AskAsync(name, patience, token => TryItemAsync(item, purpose, token), cancellationToken).ConfigureAwait(false);
            if (attempt.Lease is { } lease)
                return lease;
            if (!await patience.PauseAsync(cancellationToken).ConfigureAwait(false))
                throw _leases.Unavailable(name, attempt.HeldBy, patience);
        }
    }

    /// <summary>
    /// Acquires the structure, to change it as a whole. When this returns, nobody has an item, and nobody gets one until it is
    /// released; holders that are gone have lost theirs, and what they still commit is refused by <see cref="FencedPointer"/>.
    /// </summary>
    /// <param name="purpose">What for, as others are told who wait: 1 to 256 characters.</param>
    /// <param name="wait">How long to wait at most, up to <see cref="LeaseOptions.MaxWait"/>. Writers are waited for in the first half of it, and kept out in the second.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseUnavailableException">The wait is over. An item that cannot be read counts as held.</exception>
    /// <exception cref="LeaseHeldHereException">This process holds the structure, or an item.</exception>
    /// <exception cref="LeaseLostException">The structure was taken away while items were waited for.</exception>
    /// <exception cref="IOException">The store failed.</exception>
    public async ValueTask<Lease> AcquireStructureAsync(string purpose, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        LeaseManager.Check(_structure, purpose);
        var patience = _leases.PatienceFor(wait);
        // Most writers end by themselves; those that come one after the other are not waited for for ever.
        var courtesy = _leases.PatienceFor(wait / 2);
        while ((await FirstHeldAsync(patience, cancellationToken).ConfigureAwait(false)).IsAny && await courtesy.PauseAsync(cancellationToken).ConfigureAwait(false))
        {
        }
        var lease = await _leases.AcquireAsync(_structure, purpose, patience, cancellationToken).ConfigureAwait(false);
        try
        {
            await DrainAsync(lease, patience, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        lease.Epoch = new EpochToken(lease.Epoch.Own, own: 0);
        return lease;
    }

    /// <summary>
    /// Removes what leases of items have left behind: a record of 4 KiB for each item that was had since the last sweep. Writers are
    /// kept out for a moment, as by <see cref="AcquireStructureAsync"/>, and no more while records are removed. Epochs go on rising.
    /// </summary>
    /// <param name="wait">How long to wait for the structure at most, up to <see cref="LeaseOptions.MaxWait"/>.</param>
    /// <param name="cancellationToken">Ends the sweep between two removals. What is left is for the next one.</param>
    /// <returns>How many objects were removed.</returns>
    /// <exception cref="LeaseUnavailableException">The wait is over. Nothing was removed.</exception>
    /// <exception cref="LeaseHeldHereException">This process holds the structure, or an item.</exception>
    /// <exception cref="LeaseException">The structure was lost, or its release could not be confirmed. Nothing was removed.</exception>
    /// <exception cref="IOException">The store failed. What is left is for the next sweep.</exception>
    public async ValueTask<long> SweepAsync(TimeSpan wait, CancellationToken cancellationToken = default)
    {
        var structure = await AcquireStructureAsync("sweep the leases of items", wait, cancellationToken).ConfigureAwait(false);
        long generation;
        await using (structure.ConfigureAwait(false))
            generation = await structure.ReleaseAnewAsync(cancellationToken).ConfigureAwait(false);
        // From here on nobody gets an item by a record of an earlier generation, so that it does not matter who is removing them, or when.
        return await _leases.RemoveAsync(_items, name => GenerationOf(name) < generation, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Attempt> TryItemAsync(string item, string purpose, CancellationToken cancellationToken)
    {
        // The first look spares those who drain an item that would be given back at once, and tells where its record is.
        var (free, heldBy) = await _leases.LookAsync(_structure, cancellationToken).ConfigureAwait(false);
        if (free is null)
            return new Attempt(Lease: null, heldBy);
        var attempt = await _leases.TryAsync(NameOf(item, free.Generation), purpose, cancellationToken).ConfigureAwait(false);
        return attempt.Lease is { } lease ? await LookAgainAsync(lease, free.Generation, cancellationToken).ConfigureAwait(false) : attempt;
    }

    // The writers' side of docs/leases.md#items: gives the item back where somebody has or had the structure and began the records anew, or where that cannot be told.
    private async ValueTask<Attempt> LookAgainAsync(Lease lease, long generation, CancellationToken cancellationToken)
    {
        LeaseState? heldBy;
        try
        {
            // Where nobody waits for the look any more, nobody may hold the item.
            (var free, heldBy) = await _leases.LookAsync(_structure, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (free?.Generation == generation && lease.IsHeld)
            {
                lease.Epoch = new EpochToken(free.Epoch, lease.Epoch.Own);
                return new Attempt(lease, HeldBy: null);
            }
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        await lease.DisposeAsync().ConfigureAwait(false);
        return new Attempt(Lease: null, heldBy);
    }

    // The other side of docs/leases.md#items: whoever had an item before the structure was taken is waited for.
    private async ValueTask DrainAsync(Lease lease, Patience patience, CancellationToken cancellationToken)
    {
        while (await FirstHeldAsync(patience, cancellationToken).ConfigureAwait(false) is { Place: { } place, HeldBy: var heldBy })
            if (!await patience.PauseAsync(cancellationToken).ConfigureAwait(false))
                throw heldBy is null ? new LeaseUnavailableException(_structure, place, patience.Waited) : _leases.Unavailable(_structure, heldBy, patience);
        lease.ThrowIfLost();
    }

    private ValueTask<Held> FirstHeldAsync(Patience patience, CancellationToken cancellationToken) => _leases.AskAsync(_structure, patience, FirstHeldAsync, cancellationToken);

    // A listing tells which items are held. Only the first is read, to say who holds it, and those that are unchanged for long.
    private async Task<Held> FirstHeldAsync(CancellationToken cancellationToken)
    {
        Held first = default;
        await foreach (var listed in _leases.ListHeldAsync(_items, cancellationToken).ConfigureAwait(false))
        {
            if (listed.Name is null)
                return new Held($"{listed.Key}", HeldBy: null);
            if (first.IsAny && listed.Unchanged < _leases.Options.TimeToLive)
                continue;
            var (_, heldBy) = await _leases.LookAsync(listed.Name, cancellationToken).ConfigureAwait(false);
            if (heldBy is not null && !first.IsAny)
                first = new Held($"{listed.Key}", heldBy);
        }
        return first;
    }

    private LeaseName NameOf(string item, long generation) => LeaseName.Parse(string.Create(CultureInfo.InvariantCulture, $"{_items}{generation}/{item}"));

    // What lies among the items and is of none is never passed by.
    private long GenerationOf(LeaseName name)
    {
        var path = name.ToString()[_items.Length..];
        return path.IndexOf('/') is > 0 and var end && long.TryParse(path.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var generation) ? generation : long.MaxValue;
    }

    private readonly record struct Held(string? Place, LeaseState? HeldBy)
    {
        public bool IsAny => Place is not null;
    }
}
