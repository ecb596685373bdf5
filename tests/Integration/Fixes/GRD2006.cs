using Guarded.Store.Payloads;

namespace Fixes.Wiring;

internal sealed class StorageNotForwarded(PayloadStore payloads)
{
    public static string Run(string name) => name;

    public string First() => Begin("first");

    public string Second() => Begin("second");

#pragma warning disable GRD2005 // It may be left out, so that it can be.
    private static string Begin(string name, PayloadStore? payloads = null) => $"{name} {payloads}";
#pragma warning restore GRD2005

    public PayloadStore Payloads { get; } = payloads;
}
