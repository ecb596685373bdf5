using Guarded.Store.Payloads;

namespace Fixes.Wiring;

internal sealed class OptionalStorageDependency(string name, PayloadStore? payloads = null)
{
    public string Name { get; } = name;

    public PayloadStore? Payloads { get; } = payloads;

    public static OptionalStorageDependency Made(PayloadStore payloads) => new("made", payloads);

    public static bool Has(string name, PayloadStore? payloads = null) => name.Length > 0 && payloads is not null;

    public static bool HasMade(PayloadStore payloads) => Has("made", payloads);
}
