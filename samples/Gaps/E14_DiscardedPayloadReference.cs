using Guarded.Store.Payloads;

namespace Gaps;

/// <summary>E14, the other way round: the bytes are stored, and what refers to them is dropped before a row could carry it.</summary>
public static class DiscardedPayloadReference
{
    public static async Task KeepAsync(PayloadStore payloads, byte[] row, CancellationToken cancellationToken)
    {
        await payloads.StoreAsync(row, cancellationToken); // GRD2004
    }
}
