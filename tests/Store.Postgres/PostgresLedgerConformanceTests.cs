using Guarded.Store.Ledger;
using Guarded.Store.Payloads;
using Guarded.Store.Testing;

namespace Guarded.Store.Postgres.Tests;

public sealed class PostgresLedgerConformanceTests : LedgerConformance
{
    private TestSchema Schema { get; } = new();

    private string Name => $"conformance of {Schema.Name}";

    protected override async ValueTask<ILedger> OpenAsync(PayloadStore payloads, TimeProvider time) =>
        await PostgresLedger.OpenOrCreateAsync(PostgresServer.With(settings => settings.ApplicationName = Name), payloads, Schema.Options with { Time = time });

    protected override async ValueTask<bool> TryCutConnectionsAsync()
    {
        await Schema.AskAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = left('{Name}', 63)");
        return true;
    }

    public override async Task DisposeAsync() => await Schema.DisposeAsync();
}
