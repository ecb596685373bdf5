using Guarded.Store.Objects;

namespace Guarded.Store.Leases.Cells;

/// <summary>Small things that change, each only by a swap of exactly the state that was read.</summary>
internal abstract class CellStore(IObjectStore objects)
{
    protected IObjectStore Objects { get; } = objects;

    /// <summary>Cells in a store, by the strongest condition that it offers. All who share it see the same capabilities, and so go the same way.</summary>
    public static CellStore Over(IObjectStore objects) =>
        objects.Capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap) ? new PointerCells(objects) : new ChainCells(objects);

    /// <summary>What a cell holds. Of what is longer than a limit, one byte more than the limit is read.</summary>
    public abstract ValueTask<CellState> ReadAsync(ObjectKey key, int maxLength, CancellationToken cancellationToken);

    /// <summary>
    /// Swaps a state that was read for another. Where the store failed, what is there then tells whether it had applied the swap.
    /// </summary>
    /// <param name="from">The state that was read.</param>
    /// <param name="content">What is to be there, unlike anything that ever was.</param>
    /// <param name="cancellationToken">Honoured until the swap begins.</param>
    /// <returns>The new state, or null where the cell holds another than the one that was read.</returns>
    /// <exception cref="IOException">The store failed, and the cell is as it was. A store that still works on it may change it later. So is every <see cref="StoreFailure"/>.</exception>
    public abstract ValueTask<CellState?> SwapAsync(CellState from, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>
    /// The cells whose keys begin with a prefix, without what they hold. What lies among them and is none is listed by its own key.
    /// A cell that holds something all along is never left out.
    /// </summary>
    public abstract IAsyncEnumerable<CellInfo> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>The cell that an object is of, or null where it is of none.</summary>
    public abstract ObjectKey? CellOf(ObjectKey key);

    protected static async ValueTask<byte[]> ContentAsync(ObjectContent content, int maxLength, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(content.Info.Length, maxLength + 1L)];
        var read = await content.Stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
