using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>What an object was found to hold when it was read to its end.</summary>
/// <param name="State">The state that was read.</param>
/// <param name="Expected">The hash that its bytes should have.</param>
/// <param name="Actual">The hash that they have.</param>
/// <param name="Length">How many there are.</param>
internal sealed record Inspection(ObjectInfo State, PayloadHash Expected, PayloadHash Actual, long Length)
{
    public bool IsWhole => Actual == Expected;

    public string Damage => $"its {Length} bytes hash to {Actual}";
}
