using Guarded.Store.Payloads;

namespace Gaps;

/// <summary>E14 behind a condition: where there is no store, the row is recorded without its bytes.</summary>
public static class PossiblyMissingPayloadReference
{
    public static async Task RecordAsync(PayloadStore? payloads, AuditTrail trail, byte[] row)
    {
        PayloadReference? source = null;
        if (payloads is not null)
            source = await payloads.StoreAsync(row);
        trail.CreateRow("row", source); // GRD2002
    }

    public static AuditRow Build(PayloadReference stored, bool isKept) =>
        new AuditRow { Data = "row", Source = isKept ? stored : null }; // GRD2002
}
