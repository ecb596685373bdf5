using System.Runtime.CompilerServices;
using Guarded.Store.Leases.Cells;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>The leases of a store, read and swapped, and watched for holders that are gone.</summary>
internal sealed class LeaseRecords(IObjectStore objects, TimeProvider time)
{
    private readonly CellStore _cells = CellStore.Over(objects);
    private readonly Sightings _sightings = new(time);

    public async ValueTask<SeenLease> ReadAsync(LeaseName name, CancellationToken cancellationToken)
    {
        var state = await _cells.ReadAsync(name.Key, LeaseFormat.ReleasedLength, cancellationToken).ConfigureAwait(false);
        var record = state.Version is null ? LeaseRecord.None : LeaseFormat.Read(state.Content.Span);
        if (!record.IsFree)
            return new SeenLease(name, state, record, IsStale(state, record));
        _sightings.Forget(name.Key);
        return new SeenLease(name, state, record, IsStale: false);
    }

    /// <inheritdoc cref="CellStore.SwapAsync"/>
    public ValueTask<CellState?> SwapAsync(CellState from, LeaseRecord record, CancellationToken cancellationToken) =>
        _cells.SwapAsync(from, LeaseFormat.Write(record), cancellationToken);

    /// <summary>That a swap was refused though nothing had changed.</summary>
    public static IOException Refused(LeaseName name) =>
        new($"The lease '{name}' cannot be changed, though nobody else changes it. Nothing was written. Check the store's conditional writes.");

    /// <summary>
    /// What is held under a prefix of names, told by lengths alone: none is read. What is there and is no lease counts as held.
    /// </summary>
    public async IAsyncEnumerable<ListedLease> ListHeldAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var cell in _cells.ListAsync($"{LeaseName.Folder}{prefix}", cancellationToken).ConfigureAwait(false))
            if (!cell.IsCell || LeaseName.Of(cell.Key) is not { } name)
                yield return new ListedLease(cell.Key, Name: null, TimeSpan.Zero);
            else if (cell.Length != LeaseFormat.ReleasedLength)
                yield return new ListedLease(cell.Key, name, _sightings.UnchangedFor(cell.Key, cell.Version));
    }

    /// <summary>Removes those leases under a prefix of names that can never be held again. What is no lease is left. The number of objects that were removed.</summary>
    public async ValueTask<long> RemoveAsync(string prefix, Func<LeaseName, bool> those, CancellationToken cancellationToken)
    {
        const int atOnce = 16;
        var removed = 0L;
        var listed = objects.ListAsync($"{LeaseName.Folder}{prefix}", after: null, cancellationToken);
        await foreach (var some in listed.Where(info => _cells.CellOf(info.Key) is { } cell && LeaseName.Of(cell) is { } name && those(name)).Chunk(atOnce).ConfigureAwait(false))
        {
            await Task.WhenAll(some.Select(info => objects.DeleteAsync(info.Key, ifMatch: null, cancellationToken).AsTask())).ConfigureAwait(false);
            removed += some.Length;
        }
        return removed;
    }

    // A lease that cannot be read has an unknown time to live, and so is never stale.
    private bool IsStale(CellState state, LeaseRecord record) =>
        _sightings.UnchangedFor(state.Key, state.Version) is var unchanged && record.Held is { } held && unchanged >= held.TimeToLive;
}

/// <summary>A lease that a listing found held.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="Name">Its name, or null where what lies there is no lease.</param>
/// <param name="Unchanged">How long it was watched unchanged.</param>
internal readonly record struct ListedLease(ObjectKey Key, LeaseName? Name, TimeSpan Unchanged);
