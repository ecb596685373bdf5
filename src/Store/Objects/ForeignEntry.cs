namespace Guarded.Store.Objects;

/// <summary>Something in a store's place that no store put there.</summary>
/// <param name="Name">Where it lies, below the store's root, with '/' between the parts.</param>
/// <param name="Reason">Why it is no object.</param>
public sealed record ForeignEntry(string Name, string Reason);
