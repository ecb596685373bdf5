using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Postgres;

// A process that starts a run, says which, and works on it until it is killed.
await using var ledger = await PostgresLedger.OpenAsync(args[0], new PayloadStore(new MemoryObjectStore()), new PostgresLedgerOptions { Schema = args[1], RequiresDurableServer = false });
Console.WriteLine((await ledger.StartRunAsync("killed.csv")).Id);
await Task.Delay(Timeout.Infinite);
