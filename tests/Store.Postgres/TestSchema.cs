using Npgsql;

namespace Guarded.Store.Postgres.Tests;

/// <summary>A schema of a test's own, and the server past the ledger. It goes with the test.</summary>
internal sealed class TestSchema(string? connectionString = null) : IAsyncDisposable
{
    private NpgsqlDataSource? _server;

    public string Name { get; } = $"ledger {Guid.NewGuid():N}";

    /// <summary>The tests' server is fast and loses everything with its machine.</summary>
    public PostgresLedgerOptions Options => new() { Schema = Name, RequiresDurableServer = false };

    private NpgsqlDataSource Server => _server ??= NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString ?? PostgresServer.ConnectionString)
    {
        SearchPath = $"\"{Name}\"",
        ApplicationName = "another program",
        IncludeErrorDetail = true,
    });

    public async Task<NpgsqlConnection> ConnectAsync() => await Server.OpenConnectionAsync();

    public async Task<object?> AskAsync(string query)
    {
        await using var command = Server.CreateCommand(query);
        return await command.ExecuteScalarAsync() is var answer and not DBNull ? answer : null;
    }

    /// <summary>Asks until the answer is yes: others need their time.</summary>
    public async Task UntilAsync(string query)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await AskAsync(query) is not true)
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null && !PostgresServer.IsThere)
            return;
        await AskAsync($"DROP SCHEMA IF EXISTS \"{Name}\" CASCADE");
        await Server.DisposeAsync();
    }
}
