using Guarded.Store.Leases.Cells;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>
/// A small mutable object that remembers the highest epoch it was taken with and refuses every older one: whoever was stopped
/// while it held a lease, and goes on after it has lost it, cannot commit here.
/// </summary>
/// <remarks>
/// A holder takes the pointer first, which shuts out all before it, and then bases its commits on what it got. What was committed
/// survives power loss as the store promises. The object is never removed, since its epoch would go with it: clear it instead.
/// </remarks>
/// <param name="objects">The store.</param>
/// <param name="key">The object, which nothing else writes.</param>
[StorageDependency]
public sealed class FencedPointer(IObjectStore objects, ObjectKey key)
{
    /// <summary>The longest content, in bytes. A pointer names what is long; it does not hold it.</summary>
    public const int MaxLength = 64 * 1024;

    private const int Patience = 16;

    private readonly CellStore _cells = CellStore.Over(objects);
    private readonly ObjectKey _key = key ?? throw new ArgumentNullException(nameof(key));

    /// <summary>What was committed last, or null where there is nothing. For readers: they need no lease and never wait.</summary>
    /// <exception cref="FencedPointerUnreadableException">What is there is no fenced pointer.</exception>
    /// <exception cref="IOException">The store failed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken = default) =>
        (await SeeAsync(cancellationToken).ConfigureAwait(false)).Content.Committed;

    /// <summary>Shuts out all older holders, and gives what was committed last, or null where there is nothing.</summary>
    /// <param name="epoch">The holder's: <see cref="Lease.Epoch"/>.</param>
    /// <param name="cancellationToken">Honoured until it is written.</param>
    /// <exception cref="StaleEpochException">A later holder was here.</exception>
    /// <exception cref="FencedPointerUnreadableException">What is there is no fenced pointer.</exception>
    /// <exception cref="IOException">The store failed.</exception>
    [RequiresLease]
    public async ValueTask<ReadOnlyMemory<byte>?> TakeAsync(EpochToken epoch, CancellationToken cancellationToken = default) =>
        (await ChangeAsync(epoch, there => there.Epoch == epoch ? there : there with { Epoch = epoch }, cancellationToken).ConfigureAwait(false)).Committed;

    /// <summary>Replaces the content, if no later holder was here.</summary>
    /// <param name="epoch">The holder's, which has taken this pointer before.</param>
    /// <param name="content">At most <see cref="MaxLength"/> bytes.</param>
    /// <param name="cancellationToken">Honoured until it is written.</param>
    /// <exception cref="StaleEpochException">A later holder was here.</exception>
    /// <exception cref="InvalidOperationException">The pointer was not taken with this epoch.</exception>
    /// <exception cref="FencedPointerUnreadableException">What is there is no fenced pointer.</exception>
    /// <exception cref="IOException">The store failed.</exception>
    [RequiresLease]
    public async ValueTask CommitAsync(EpochToken epoch, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MaxLength, nameof(content));
        await ReplaceAsync(epoch, content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the content, if no later holder was here. The epoch stays.</summary>
    /// <inheritdoc cref="CommitAsync"/>
    [RequiresLease]
    public async ValueTask ClearAsync(EpochToken epoch, CancellationToken cancellationToken = default) =>
        await ReplaceAsync(epoch, content: null, cancellationToken).ConfigureAwait(false);

    private ValueTask<FencedContent> ReplaceAsync(EpochToken epoch, ReadOnlyMemory<byte>? content, CancellationToken cancellationToken) =>
        ChangeAsync(
            epoch,
            there => there.Epoch == epoch
                ? new FencedContent(epoch, content)
                : throw new InvalidOperationException($"'{_key}' was not taken with epoch {epoch}. Call TakeAsync first, and base the commit on what it gives."),
            cancellationToken);

    private async ValueTask<FencedContent> ChangeAsync(EpochToken epoch, Func<FencedContent, FencedContent> change, CancellationToken cancellationToken)
    {
        if (epoch == default)
            throw new ArgumentException("The default value is no holder's epoch. Take it from a lease.", nameof(epoch));
        string? refused = "";
        for (var standstill = 0; standstill < Patience;)
        {
            var (state, there) = await SeeAsync(cancellationToken).ConfigureAwait(false);
            if (there.Epoch > epoch)
                throw new StaleEpochException(_key, epoch, there.Epoch);
            var next = change(there);
            if (ReferenceEquals(next, there) || await _cells.SwapAsync(state, FencedFormat.Write(next), cancellationToken).ConfigureAwait(false) is not null)
                return next;
            standstill = refused == state.Version ? standstill + 1 : 0;
            refused = state.Version;
        }
        throw new IOException($"'{_key}' cannot be changed, though nobody else changes it: the store refused the same swap {Patience} times. Nothing was written. Check the store's conditional writes.");
    }

    private async ValueTask<(CellState State, FencedContent Content)> SeeAsync(CancellationToken cancellationToken)
    {
        var state = await _cells.ReadAsync(_key, FencedFormat.MaxLength, cancellationToken).ConfigureAwait(false);
        return (state, state.Version is null ? FencedContent.None : FencedFormat.Read(_key, state.Content));
    }
}
