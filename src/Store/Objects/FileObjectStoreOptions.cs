using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>How a <see cref="FileObjectStore"/> works.</summary>
public sealed record FileObjectStoreOptions
{
    /// <summary>What survives power loss when a call returns: all of it, unless this is relaxed.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>The clock behind the versions and the age of staged files; the system's where none is given.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
