using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>How a <see cref="FileObjectStore"/> works.</summary>
public sealed record FileObjectStoreOptions
{
    /// <summary>What survives power loss when a call returns: all of it, unless this is relaxed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the three.</exception>
    public Durability Durability
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Choose Full, Content or None.");
    }

    /// <summary>The clock behind the versions and the age of staged files; the system's where none is given.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
