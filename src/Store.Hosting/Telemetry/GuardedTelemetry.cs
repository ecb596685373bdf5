namespace Guarded.Store.Hosting.Telemetry;

/// <summary>The names under which a host's traces and metrics are found. They are stable; docs/hosting.md describes each.</summary>
public static class GuardedTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>: an activity for each operation of the store and of the ledger.</summary>
    public const string ActivitySourceName = "Guarded.Store";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "Guarded.Store";
}
