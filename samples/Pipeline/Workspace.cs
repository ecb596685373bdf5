using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Postgres;
using Guarded.Store.Sqlite;

namespace Pipeline;

/// <summary>The folder that a pipeline keeps its data in, and the ledger that refers to the payloads there.</summary>
public sealed class Workspace : IAsyncDisposable
{
    private Workspace(FileObjectStore objects, PayloadStore payloads, ILedger ledger)
    {
        Objects = objects;
        Payloads = payloads;
        Ledger = ledger;
    }

    public FileObjectStore Objects { get; }

    public PayloadStore Payloads { get; }

    public ILedger Ledger { get; }

    /// <summary>Opens a workspace that is there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="postgres">The connection string of the database that has the ledger; in the folder, on SQLite, where none is given.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<Workspace> OpenAsync(string folder, string? postgres = null, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no pipeline's data in '{folder}': it does not exist. Run a file first, or name another folder with --store.");
        var objects = FileObjectStore.Open(ObjectsIn(folder));
        var payloads = new PayloadStore(objects);
        ILedger ledger = postgres is null
            ? await SqliteLedger.OpenAsync(LedgerIn(folder), payloads, cancellationToken: cancellationToken)
            : await PostgresLedger.OpenAsync(postgres, payloads, cancellationToken: cancellationToken);
        return new Workspace(objects, payloads, ledger);
    }

    /// <summary>Opens a workspace, and creates what is missing of it.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<Workspace> OpenOrCreateAsync(string folder, string? postgres = null, CancellationToken cancellationToken = default)
    {
        var objects = FileObjectStore.OpenOrCreate(ObjectsIn(folder));
        var payloads = new PayloadStore(objects);
        ILedger ledger = postgres is null
            ? await SqliteLedger.OpenOrCreateAsync(LedgerIn(folder), payloads, cancellationToken: cancellationToken)
            : await PostgresLedger.OpenOrCreateAsync(postgres, payloads, cancellationToken: cancellationToken);
        return new Workspace(objects, payloads, ledger);
    }

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();

    private static string ObjectsIn(string folder) => Path.Combine(folder, "objects");

    private static string LedgerIn(string folder) => Path.Combine(folder, "ledger.db");
}
