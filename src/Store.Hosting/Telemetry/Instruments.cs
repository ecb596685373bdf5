using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Guarded.Store.Hosting.Telemetry;

/// <summary>The one source and the one meter.</summary>
internal static class Instruments
{
    public static readonly ActivitySource Source = new(GuardedTelemetry.ActivitySourceName);

    private static readonly Meter Meter = new(GuardedTelemetry.MeterName);

    public static readonly Counter<long> Healed =
        Meter.CreateCounter<long>("guarded.payload.healed", "{payload}", "Payloads that were found damaged and replaced by whole ones.");

    public static readonly Histogram<double> ObjectOperations =
        Meter.CreateHistogram<double>("guarded.object.operation.duration", "s", "How long an operation on the store of objects took.");

    public static readonly Histogram<double> LedgerOperations =
        Meter.CreateHistogram<double>("guarded.ledger.operation.duration", "s", "How long an operation of the ledger took.");
}
