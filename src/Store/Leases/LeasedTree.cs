namespace Guarded.Store.Leases;

/// <summary>
/// Items that many write, each under its own lease, and a structure that is changed as a whole under one lease that excludes them
/// all: a recursive delete, a sweep, a migration. Readers need neither. The contract: docs/leases.md#items-and-structure.
/// </summary>
/// <remarks>
/// Both sides look at the other after they have taken their own lease, so of two that meet at least one sees the other; what
/// both rely on is that a write to the store is seen by every look that begins later.
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
    /// <param name="wait">How long to wait at most, for the item and the structure together.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseUnavailableException">The wait is over.</exception>
    /// <exception cref="LeaseHeldHereException">This process holds the item, or the structure.</exception>
    /// <exception cref="FormatException">The item is no name.</exception>
    /// <exception cref="IOException">The store failed.</exception>
    public async ValueTask<Lease> AcquireItemAsync(string item, string purpose, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        var name = LeaseName.Parse($"{_items}{LeaseName.Parse(item)}");
        LeaseManager.Check(name, purpose);
        var patience = _leases.PatienceFor(wait);
        while (true)
        {
            // The first look spares those who drain an item that would be given back at once.
            var (freeAt, heldBy) = await _leases.LookAsync(_structure, cancellationToken).ConfigureAwait(false);
            if (freeAt is not null)
            {
                (var lease, heldBy) = await _leases.TryAsync(name, purpose, cancellationToken).ConfigureAwait(false);
                if (lease is not null)
                {
                    heldBy = await LookAgainAsync(lease, cancellationToken).ConfigureAwait(false);
                    if (heldBy is null)
                        return lease;
                }
            }
            if (!await patience.PauseAsync(cancellationToken).ConfigureAwait(false))
                throw _leases.Unavailable(name, heldBy, patience);
        }
    }

    /// <summary>
    /// Acquires the structure, to change it as a whole. When this returns, nobody has an item, and nobody gets one until it is
    /// released; holders that are gone have lost theirs, and what they still commit is refused by <see cref="FencedPointer"/>.
    /// </summary>
    /// <param name="purpose">What for, as others are told who wait: 1 to 256 characters.</param>
    /// <param name="wait">How long to wait at most. Writers are waited for in the first half of it, and kept out in the second.</param>
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
        while (await FirstHeldAsync(cancellationToken).ConfigureAwait(false) is not null && await courtesy.PauseAsync(cancellationToken).ConfigureAwait(false))
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

    // Gives the item back where somebody has the structure by now, or where that cannot be told.
    private async ValueTask<LeaseState?> LookAgainAsync(Lease lease, CancellationToken cancellationToken)
    {
        LeaseState? heldBy;
        try
        {
            (var freeAt, heldBy) = await _leases.LookAsync(_structure, cancellationToken).ConfigureAwait(false);
            if (freeAt is { } structure && lease.IsHeld)
            {
                lease.Epoch = new EpochToken(structure, lease.Epoch.Own);
                return null;
            }
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        await lease.DisposeAsync().ConfigureAwait(false);
        return heldBy;
    }

    private async ValueTask DrainAsync(Lease lease, Patience patience, CancellationToken cancellationToken)
    {
        while (await FirstHeldAsync(cancellationToken).ConfigureAwait(false) is { } held)
            if (!await patience.PauseAsync(cancellationToken).ConfigureAwait(false))
                throw held.HeldBy is null ? new LeaseUnavailableException(_structure, held.Place, patience.Waited) : _leases.Unavailable(_structure, held.HeldBy, patience);
        lease.ThrowIfLost();
    }

    // A listing tells which items are held. Only the first is read, to say who holds it, and those that are unchanged for long.
    private async ValueTask<Held?> FirstHeldAsync(CancellationToken cancellationToken)
    {
        Held? first = null;
        await foreach (var listed in _leases.ListHeldAsync(_items, cancellationToken).ConfigureAwait(false))
        {
            if (listed.Name is null)
                return new Held($"{listed.Key}", HeldBy: null);
            if (first is not null && listed.Unchanged < _leases.Options.TimeToLive)
                continue;
            var (_, heldBy) = await _leases.LookAsync(listed.Name, cancellationToken).ConfigureAwait(false);
            if (heldBy is not null)
                first ??= new Held($"{listed.Key}", heldBy);
        }
        return first;
    }

    private sealed record Held(string Place, LeaseState? HeldBy);
}
