namespace Guarded.Store.Objects;

/// <summary>One state of one object of a <see cref="MemoryObjectStore"/>.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Content">Its content, which no longer changes.</param>
internal sealed record MemoryObject(ObjectInfo Info, MemoryContent Content);
