using Guarded.Store.Ledger;
using Guarded.Store.Payloads;
using Guarded.Store.Testing;

namespace Guarded.Store.Sqlite.Tests;

public sealed class SqliteLedgerConformanceTests : LedgerConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;

    protected override async ValueTask<ILedger> OpenAsync(PayloadStore payloads, TimeProvider time) =>
        await SqliteLedger.OpenOrCreateAsync(Path.Combine(_folder, "ledger.db"), payloads, new SqliteLedgerOptions { Time = time });

    public override Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
