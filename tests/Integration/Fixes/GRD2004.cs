using Guarded.Store.Payloads;

namespace Fixes.Wiring;

internal static class DiscardedPayloadReference
{
    public static async Task KeepAsync(PayloadStore payloads, byte[] first, byte[] second)
    {
        await payloads.StoreAsync(first);
        await payloads.StoreAsync(second).ConfigureAwait(false);
    }
}
