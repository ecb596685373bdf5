using Guarded;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Gaps;

/// <summary>E14: the row is recorded, its bytes are not. Resume has nothing to read, explain shows a hash of nothing, purge has nothing to purge.</summary>
public static class MissingPayloadReference
{
    public static async Task RecordAsync(ILedger ledger, LedgerRun run, long index, CancellationToken cancellationToken)
    {
        await ledger.CreateRowAsync(run.Id, index, null!, cancellationToken); // GRD2001
    }

    public static void RecordUnderOptionalReference(AuditTrail trail, string data) =>
        trail.CreateRow(data); // GRD2001

    public static AuditRow Build(string data) =>
        new AuditRow { Data = data }; // GRD2001

    public static AuditRow BuildWithNothing(string data) =>
        new() { Data = data, Source = null }; // GRD2001

    public static AuditRow Forget(AuditRow row) =>
        row with { Source = null }; // GRD2001
}

/// <summary>What E's recorder looked like: the reference is optional, so leaving it out compiles.</summary>
public sealed class AuditTrail
{
    public void CreateRow(string data, [PayloadReference] PayloadReference? source = null) => Console.WriteLine($"{data} {source}");
}

/// <summary>What E's row looked like.</summary>
public sealed record AuditRow
{
    public required string Data { get; init; }

    [PayloadReference]
    public PayloadReference? Source { get; init; }
}
