using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Gaps;

/// <summary>E11: resume wires the store, run does not. So there is nothing to resume from.</summary>
public sealed class AsymmetricWiring(ILedger ledger)
{
    public OptionalStorageDependency Run() => // GRD2007
        new(ledger);

    public OptionalStorageDependency Resume(string folder) =>
        new(ledger, new PayloadStore(FileObjectStore.OpenOrCreate(folder)));
}

/// <summary>The same by way of settings that both have.</summary>
public static class UnusedSettings
{
    public static string Import(ArchiveSettings settings) => // GRD2007
        settings.Source;

    public static PayloadStore Reimport(ArchiveSettings settings) =>
        new(FileObjectStore.OpenOrCreate(settings.PayloadFolder));
}

public sealed record ArchiveSettings(string Source, string PayloadFolder);
