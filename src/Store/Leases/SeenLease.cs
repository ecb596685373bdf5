using Guarded.Store.Leases.Cells;

namespace Guarded.Store.Leases;

/// <summary>A lease as it was read.</summary>
/// <param name="Name">The lease.</param>
/// <param name="State">What can be swapped for another state.</param>
/// <param name="Record">What it says.</param>
/// <param name="IsStale">Whether it was watched unchanged for its time to live, so that its holder counts on it no more.</param>
internal sealed record SeenLease(LeaseName Name, CellState State, LeaseRecord Record, bool IsStale)
{
    /// <summary>Whether it can be taken: nobody holds it, or nobody who still counts on it.</summary>
    public bool IsOpen => Record.IsFree || IsStale;
}
