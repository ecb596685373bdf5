using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Microsoft.Extensions.Logging;

namespace Guarded.Store.Hosting;

/// <summary>What is logged. The numbers are stable.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1, LogLevel.Information, "Guarded's store is open at {Place}; beyond the contract it offers {Capabilities}.")]
    public static partial void StoreOpened(this ILogger log, string place, ObjectStoreCapabilities capabilities);

    [LoggerMessage(2, LogLevel.Warning, "Payload {Hash} was damaged ({Damage}) and was healed with the bytes that were stored again. The damaged ones are kept at {Quarantined}. Look at the disk, and verify the store.")]
    public static partial void Healed(this ILogger log, PayloadHash hash, string damage, ObjectKey quarantined);

    [LoggerMessage(3, LogLevel.Information, "The ledger is open.")]
    public static partial void LedgerOpened(this ILogger log);
}
