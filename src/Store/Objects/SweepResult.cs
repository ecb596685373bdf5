namespace Guarded.Store.Objects;

/// <summary>What a sweep of staged writes did.</summary>
/// <param name="Removed">How many abandoned writes were removed.</param>
/// <param name="Kept">How many staged writes were left: alive, or not old enough to be judged.</param>
public readonly record struct SweepResult(int Removed, int Kept);
