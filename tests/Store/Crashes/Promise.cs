using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Crashes;

/// <summary>What a call that returned said of a key: from then on it holds this, or what came after it.</summary>
/// <param name="Key">The key.</param>
/// <param name="From">How many operations the disk had seen when the call began.</param>
/// <param name="To">And when it returned.</param>
/// <param name="Claim">What was said of its content's hash, which is null where nothing is there.</param>
internal sealed record Promise(ObjectKey Key, int From, int To, Predicate<string?> Claim);
