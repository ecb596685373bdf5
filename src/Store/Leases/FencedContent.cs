namespace Guarded.Store.Leases;

/// <summary>What a fenced pointer holds.</summary>
/// <param name="Epoch">The highest that it was taken with.</param>
/// <param name="Committed">What was committed last, or null.</param>
internal sealed record FencedContent(EpochToken Epoch, ReadOnlyMemory<byte>? Committed)
{
    public static FencedContent None { get; } = new(default, Committed: null);
}
