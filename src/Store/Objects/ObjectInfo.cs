namespace Guarded.Store.Objects;

/// <summary>What a store knows of an object without reading it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Length">Its content's length in bytes.</param>
/// <param name="Version">The state that was seen.</param>
public sealed record ObjectInfo(ObjectKey Key, long Length, ObjectVersion Version);
