using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Sqlite;

namespace Pipeline;

/// <summary>The folder that a pipeline keeps its data in: the payloads, and the ledger that refers to them.</summary>
public sealed class Workspace : IAsyncDisposable
{
    private Workspace(FileObjectStore objects, PayloadStore payloads, SqliteLedger ledger)
    {
        Objects = objects;
        Payloads = payloads;
        Ledger = ledger;
    }

    public FileObjectStore Objects { get; }

    public PayloadStore Payloads { get; }

    public ILedger Ledger { get; }

    public static async Task<Workspace> OpenAsync(string folder, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no pipeline's data in '{folder}': it does not exist. Run a file first, or name another folder with --store.");
        var objects = FileObjectStore.Open(ObjectsIn(folder));
        var payloads = new PayloadStore(objects);
        return new Workspace(objects, payloads, await SqliteLedger.OpenAsync(LedgerIn(folder), payloads, cancellationToken: cancellationToken));
    }

    public static async Task<Workspace> OpenOrCreateAsync(string folder, CancellationToken cancellationToken = default)
    {
        var objects = FileObjectStore.OpenOrCreate(ObjectsIn(folder));
        var payloads = new PayloadStore(objects);
        return new Workspace(objects, payloads, await SqliteLedger.OpenOrCreateAsync(LedgerIn(folder), payloads, cancellationToken: cancellationToken));
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();

    private static string ObjectsIn(string folder) => Path.Combine(folder, "objects");

    private static string LedgerIn(string folder) => Path.Combine(folder, "ledger.db");
}
