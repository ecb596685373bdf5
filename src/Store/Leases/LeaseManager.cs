using System.Runtime.CompilerServices;
using Guarded.Store.Leases.Cells;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>
/// Leases kept in a store, for whoever shares it: at most one holder at a time, who lets go by itself when it dies.
/// The protocol and what it promises: docs/leases.md.
/// </summary>
/// <remarks>
/// A lease is an object under 'leases/', changed only by a conditional write on exactly the state that was read, and removed by
/// <see cref="LeasedTree.SweepAsync"/> only: its epoch has to survive. Do not remove it. Durable as the store is. Safe for concurrent use.
/// </remarks>
[StorageDependency]
public sealed class LeaseManager
{
    private readonly LeaseRecords _records;
    private readonly LeaseProcess _process;

    /// <summary>Leases in a store.</summary>
    /// <param name="objects">The store. All who share its leases see the same <see cref="IObjectStore.Capabilities"/>.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <param name="time">The clock; the system's where none is given. Only how far it moves here counts, never what another machine's says.</param>
    public LeaseManager(IObjectStore objects, LeaseOptions? options = null, TimeProvider? time = null) : this(objects, options, time, LeaseProcess.Current)
    {
    }

    internal LeaseManager(IObjectStore objects, LeaseOptions? options, TimeProvider? time, LeaseProcess process)
    {
        ArgumentNullException.ThrowIfNull(objects);
        (Options, Time, _process) = (options ?? new LeaseOptions(), time ?? TimeProvider.System, process);
        _records = new LeaseRecords(objects, Time);
    }

    internal LeaseOptions Options { get; }

    internal TimeProvider Time { get; }

    /// <summary>Acquires a lease, and waits while others hold it. One whose holder is gone is taken over after it stayed unchanged for its time to live.</summary>
    /// <param name="name">The lease.</param>
    /// <param name="purpose">What for, as others are told who wait: 1 to 256 characters.</param>
    /// <param name="wait">How long to wait at most, for others and for the store: zero, which asks once, to <see cref="LeaseOptions.MaxWait"/>. The store has <see cref="LeaseOptions.Heartbeat"/> to answer at the least.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseUnavailableException">The wait is over. Its message names the holder and the remedies, or says that the store does not answer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The wait is outside its range, or the purpose too long.</exception>
    /// <exception cref="LeaseHeldHereException">This process holds it.</exception>
    /// <exception cref="IOException">The store failed.</exception>
    public async ValueTask<Lease> AcquireAsync(LeaseName name, string purpose, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        Check(name, purpose);
        return await AcquireAsync(name, purpose, PatienceFor(wait), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Acquires a lease, or gives null where another process holds it. A holder that is gone is noticed by who asks again: at the
    /// first look after one time to live in which nothing changed.
    /// </summary>
    /// <inheritdoc cref="AcquireAsync(LeaseName, string, TimeSpan, CancellationToken)"/>
    public async ValueTask<Lease?> TryAcquireAsync(LeaseName name, string purpose, CancellationToken cancellationToken = default)
    {
        Check(name, purpose);
        return (await AskAsync(name, PatienceFor(TimeSpan.Zero), token => TryAsync(name, purpose, token), cancellationToken).ConfigureAwait(false)).Lease;
    }

    /// <summary>Who holds a lease, or null where nobody does.</summary>
    /// <exception cref="IOException">The store failed.</exception>
    public async ValueTask<LeaseState?> InspectAsync(LeaseName name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var seen = await _records.ReadAsync(name, cancellationToken).ConfigureAwait(false);
        return seen.Record.IsFree ? null : new LeaseState(seen);
    }

    /// <summary>The leases that are held, in the order of their names.</summary>
    /// <param name="prefix">The beginning of a name, cut anywhere; empty for all.</param>
    /// <param name="cancellationToken">Ends the listing between two leases.</param>
    /// <exception cref="IOException">The store failed.</exception>
    public async IAsyncEnumerable<LeaseState> ListAsync(string prefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        await foreach (var listed in _records.ListHeldAsync(prefix, cancellationToken).ConfigureAwait(false))
            if (listed.Name is not null && await InspectAsync(listed.Name, cancellationToken).ConfigureAwait(false) is { } state)
                yield return state;
    }

    /// <summary>
    /// Releases a lease for a holder that cannot: exactly the one that was shown, also where it has renewed since. It never waits.
    /// A holder that lives on learns of it by its next renewal, and until then only fences stop it.
    /// </summary>
    /// <param name="shown">What <see cref="InspectAsync"/> gave.</param>
    /// <param name="cancellationToken">Honoured until the release begins.</param>
    /// <returns>Whether it was released. False where that holder has it no more: look again.</returns>
    /// <exception cref="IOException">The store failed.</exception>
    public async ValueTask<bool> ForceReleaseAsync(LeaseState shown, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shown);
        for (string? refused = null; ;)
        {
            var seen = await _records.ReadAsync(shown.Name, cancellationToken).ConfigureAwait(false);
            var isShown = seen.Record.Held is { } held ? held.Id == shown.Id : seen.Record.Fault is not null && seen.State.Version == shown.Seen.Version;
            if (!isShown)
                return false;
            if (await FreeAsync(seen, cancellationToken).ConfigureAwait(false) is not null)
                return true;
            refused = seen.State.Version != refused ? seen.State.Version : throw LeaseRecords.Refused(shown.Name);
        }
    }

    internal Patience PatienceFor(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, LeaseOptions.MaxWait);
        var tenth = Options.TimeToLive / 10;
        return new Patience(Time, _process.Random, wait, longestPause: tenth < TimeSpan.FromSeconds(1) ? tenth : TimeSpan.FromSeconds(1));
    }

    internal async ValueTask<Lease> AcquireAsync(LeaseName name, string purpose, Patience patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            var attempt = await AskAsync(name, patience, token => TryAsync(name, purpose, token), cancellationToken).ConfigureAwait(false);
            if (attempt.Lease is { } lease)
                return lease;
            if (!await patience.PauseAsync(cancellationToken).ConfigureAwait(false))
                throw Unavailable(name, attempt.HeldBy, patience);
        }
    }

    /// <summary>Takes a lease that is open. Gives who holds it otherwise.</summary>
    internal async Task<Attempt> TryAsync(LeaseName name, string purpose, CancellationToken cancellationToken)
    {
        const int patience = 16; // whoever loses so many swaps has met as many holders
        string? refused = null;
        for (var attempt = 0; attempt < patience; attempt++)
        {
            var seen = await _records.ReadAsync(name, cancellationToken).ConfigureAwait(false);
            if (!seen.IsOpen)
                return new Attempt(Lease: null, Elsewhere(seen));
            if (await TakeAsync(seen, purpose, cancellationToken).ConfigureAwait(false) is { } lease)
                return new Attempt(lease, HeldBy: null);
            refused = attempt == 0 || seen.State.Version != refused ? seen.State.Version : throw LeaseRecords.Refused(name);
        }
        return default;
    }

    /// <summary>
    /// Asks the store until a wait is over, and for a heartbeat at the least: a store that does not answer keeps nobody. What it
    /// gives later is given back.
    /// </summary>
    internal async ValueTask<T> AskAsync<T>(LeaseName name, Patience patience, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var left = patience.Left;
        using var bound = new CancellationTokenSource(left > Options.Heartbeat ? left : Options.Heartbeat, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        var asking = ask(either.Token);
        try
        {
            var answer = await asking.WaitAsync(either.Token).ConfigureAwait(false);
            if (answer is Attempt { Lease: { } lease })
                _process.Add(lease);
            return answer;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            _ = GiveBackAsync(asking);
            cancellationToken.ThrowIfCancellationRequested();
            throw LeaseUnavailableException.Unanswered(name, patience.Waited);
        }
    }

    /// <summary>Looks who holds a lease, and frees one whose holder is gone. What is written of it where nobody holds it then.</summary>
    /// <exception cref="LeaseHeldHereException">This process holds it.</exception>
    internal async ValueTask<(LeaseRecord? Free, LeaseState? HeldBy)> LookAsync(LeaseName name, CancellationToken cancellationToken)
    {
        for (string? refused = null; ;)
        {
            var seen = await _records.ReadAsync(name, cancellationToken).ConfigureAwait(false);
            if (seen.Record.IsFree)
                return (seen.Record, null);
            if (!seen.IsOpen)
                return (null, Elsewhere(seen));
            refused = seen.State.Version != refused ? seen.State.Version : throw LeaseRecords.Refused(name);
            await FreeAsync(seen, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="LeaseRecords.RemoveAsync"/>
    internal ValueTask<long> RemoveAsync(string prefix, Func<LeaseName, bool> those, CancellationToken cancellationToken) => _records.RemoveAsync(prefix, those, cancellationToken);

    /// <inheritdoc cref="LeaseRecords.ListHeldAsync"/>
    internal IAsyncEnumerable<ListedLease> ListHeldAsync(string prefix, CancellationToken cancellationToken) => _records.ListHeldAsync(prefix, cancellationToken);

    internal LeaseUnavailableException Unavailable(LeaseName name, LeaseState? heldBy, Patience patience) => new(name, heldBy, patience.Waited, Time.GetUtcNow());

    internal static void Check(LeaseName name, string purpose)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(purpose.Length, LeaseFormat.MaxPurposeLength, nameof(purpose));
    }

    // Null where another was faster, or the store so slow that the lease had run out before it was had.
    private async ValueTask<Lease?> TakeAsync(SeenLease seen, string purpose, CancellationToken cancellationToken)
    {
        var sent = Time.GetTimestamp();
        var now = Time.GetUtcNow();
        var held = new Holding(RandomToken.New(), _process.Holder, purpose, Options.TimeToLive, Acquired: now, Renewed: now);
        var record = seen.Record with { Epoch = seen.Record.Epoch + 1, Held = held };
        if (await _records.SwapAsync(seen.State, record, cancellationToken).ConfigureAwait(false) is not { } state)
            return null;
        var lease = new Lease(_records, Options, Time, _process, seen.Name, record, state, sent);
        if (lease.IsHeld)
            return lease;
        await lease.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    private ValueTask<CellState?> FreeAsync(SeenLease seen, CancellationToken cancellationToken)
    {
        var epoch = EpochAfter(seen.Record);
        return _records.SwapAsync(seen.State, new LeaseRecord(epoch) { Generation = Math.Min(seen.Record.Generation, epoch) }, cancellationToken);
    }

    private static async Task GiveBackAsync<T>(Task<T> asking)
    {
        await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whoever asked was told that nothing is known
        if (asking.IsCompletedSuccessfully && asking.Result is Attempt { Lease: { } lease })
            await lease.DisposeAsync().ConfigureAwait(false);
    }

    // Where the epoch of what cannot be read may be lost, it goes on above all that one acquisition a millisecond could have reached.
    private long EpochAfter(LeaseRecord record) =>
        record.Fault is null ? record.Epoch : Math.Max(record.Epoch, Time.GetUtcNow().ToUnixTimeMilliseconds());

    private LeaseState Elsewhere(SeenLease seen)
    {
        var state = new LeaseState(seen);
        return state.Id is { } id && _process.Find(id) is { } held ? throw new LeaseHeldHereException(held, state, Time.GetUtcNow()) : state;
    }
}
