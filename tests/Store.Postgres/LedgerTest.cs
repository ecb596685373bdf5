using System.Text;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Postgres.Tests;

/// <summary>A test with a schema and a payload store of its own.</summary>
public abstract class LedgerTest : IAsyncLifetime
{
    private readonly List<PostgresLedger> _opened = [];

    private protected TestSchema Schema { get; } = new();

    private protected PayloadStore Payloads { get; } = new(new MemoryObjectStore());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var ledger in _opened)
            await ledger.DisposeAsync();
        await Schema.DisposeAsync();
    }

    private protected async Task<PostgresLedger> OpenAsync(string? connectionString = null, PostgresLedgerOptions? options = null)
    {
        var ledger = await PostgresLedger.OpenOrCreateAsync(connectionString ?? PostgresServer.ConnectionString, Payloads, options ?? Schema.Options);
        _opened.Add(ledger);
        return ledger;
    }

    private protected async Task<PayloadReference> StoreAsync(string content) => await Payloads.StoreAsync(Encoding.UTF8.GetBytes(content));

    private protected static async Task<T> ThrowsAsync<T>(Func<Task> call, params string[] says) where T : Exception
    {
        var exception = await Assert.ThrowsAsync<T>(call);
        Assert.All(says, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
        return exception;
    }
}
