using System.Security.Cryptography;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Sqlite;

namespace Guarded.Benchmarks;

/// <summary>Rows of 4 KiB, each stored and then recorded by so many tasks at once, against the store and SQLite each by itself.</summary>
internal sealed class Ingestion : IAsyncDisposable
{
    private const int Size = 4096;

    private readonly PayloadStore _payloads;
    private readonly PayloadStore _alone;
    private readonly SqliteLedger _ledger;
    private readonly RunId _run;
    private readonly BareDatabase _database;
    private readonly int _writers;
    private readonly byte[][] _rows;
    private long _next;

    private Ingestion(string root, PayloadStore payloads, SqliteLedger ledger, RunId run, int writers, int rowsARound)
    {
        (_payloads, _ledger, _run, _writers) = (payloads, ledger, run, writers);
        _alone = new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(root, "alone")));
        _database = new BareDatabase(Path.Combine(root, "bare.db"));
        _rows = [.. Enumerable.Range(0, rowsARound).Select(_ => new byte[Size])];
    }

    public static async Task<Ingestion> OpenAsync(string root, int writers, int rowsARound)
    {
        var payloads = new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(root, "objects")));
        var ledger = await SqliteLedger.OpenOrCreateAsync(Path.Combine(root, "ledger.db"), payloads);
        return new Ingestion(root, payloads, ledger, (await ledger.StartRunAsync("random rows")).Id, writers, rowsARound);
    }

    public Comparison OneByOne() => Comparison(
        new Contender("StoreAsync, CreateRowAsync", PrepareAsync, () => EachAsync(async row => await _ledger.CreateRowAsync(_run, Interlocked.Increment(ref _next), await _payloads.StoreAsync(row)))));

    public Comparison OfAStream() => Comparison(
        new Contender("StoreAsync, CreateRowsAsync", PrepareAsync, async () => await _ledger.CreateRowsAsync(_run, StoreAllAsync()).CountAsync()));

    private Comparison Comparison(Contender ours) => new(
        $"rows of 4 KiB, stored and recorded, {_writers} at a time, {_rows.Length} a round", _rows.Length, "a second",
        ours,
        new Contender("the store alone", PrepareAsync, () => EachAsync(async row => _ = await _alone.StoreAsync(row))),
        new Contender($"SQLite alone, {_writers} rows a transaction", PrepareAsync, () => Task.Run(() => _database.Insert(_rows, _writers))))
    {
        AgainstTheSlowest = true,
    };

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _database.Dispose();
    }

    private Task PrepareAsync()
    {
        foreach (var row in _rows)
            RandomNumberGenerator.Fill(row);
        return Task.CompletedTask;
    }

    // In the order of the rows, so many ahead of the one that is asked for.
    private async IAsyncEnumerable<NewRow> StoreAllAsync()
    {
        var ahead = new Queue<Task<PayloadReference>>();
        foreach (var row in _rows)
        {
            ahead.Enqueue(Task.Run(async () => await _payloads.StoreAsync(row)));
            if (ahead.Count == _writers)
                yield return new NewRow(_run, _next++, await ahead.Dequeue());
        }
        while (ahead.TryDequeue(out var stored))
            yield return new NewRow(_run, _next++, await stored);
    }

    private Task EachAsync(Func<byte[], Task> ingest)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, _writers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var at && at < _rows.Length)
                await ingest(_rows[at]);
        })));
    }
}
