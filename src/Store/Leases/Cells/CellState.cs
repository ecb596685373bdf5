using Guarded.Store.Objects;

namespace Guarded.Store.Leases.Cells;

/// <summary>One state of a cell.</summary>
/// <param name="Key">The cell.</param>
/// <param name="Version">Names the state among all that the cell ever has, or null where it holds nothing yet.</param>
/// <param name="Content">What it holds; empty where that is nothing.</param>
internal sealed record CellState(ObjectKey Key, string? Version, ReadOnlyMemory<byte> Content)
{
    /// <summary>Earlier links of a chain that are still to be removed, for <see cref="ChainCells"/>.</summary>
    public IReadOnlyList<ulong> Behind { get; init; } = [];
}

/// <summary>What a listing tells of a cell.</summary>
/// <param name="Key">The cell, or whatever else lies there.</param>
/// <param name="Version">As in <see cref="CellState.Version"/>.</param>
/// <param name="Length">The content's length in bytes.</param>
/// <param name="IsCell">Whether it is made as a cell is. What is not holds nothing that could be read.</param>
internal readonly record struct CellInfo(ObjectKey Key, string Version, long Length, bool IsCell);
