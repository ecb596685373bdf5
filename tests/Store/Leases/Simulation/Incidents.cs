namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>What a history contains beside leases that are had and released in peace.</summary>
[Flags]
internal enum Incidents
{
    None = 0,

    /// <summary>A lease was taken from its holder by another's write: it was unchanged for its time to live, or released by force.</summary>
    TakeOver = 1 << 0,

    /// <summary>A write was applied, and its answer lost.</summary>
    LostAnswer = 1 << 1,

    /// <summary>A write was applied after its writer had given it up.</summary>
    LateWrite = 1 << 2,

    /// <summary>A holder stood still for longer than its lease lives.</summary>
    LongPause = 1 << 3,

    /// <summary>A holder crashed.</summary>
    Crash = 1 << 4,

    /// <summary>Items were held when the structure was asked for, and it was had.</summary>
    Drain = 1 << 5,

    /// <summary>A holder of the past was refused by a fence.</summary>
    Refusal = 1 << 6,
}
