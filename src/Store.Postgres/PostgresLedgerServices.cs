using Guarded.Store.Postgres;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a ledger on PostgreSQL.</summary>
public static class PostgresLedgerServices
{
    /// <summary>
    /// Registers the ledger in one schema of a PostgreSQL database, which is created where it is missing, over the host's
    /// store: call <see cref="GuardedStoreServices.AddGuardedStore"/> as well. It is opened when the host starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">Where the database is, in Npgsql's words: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <param name="options">How; where none are given, the defaults with the registered <see cref="TimeProvider"/>.</param>
    public static IServiceCollection AddPostgresLedger(this IServiceCollection services, string connectionString, PostgresLedgerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return services.AddGuardedLedger(async (provider, payloads, cancellationToken) =>
            await PostgresLedger.OpenOrCreateAsync(connectionString, payloads, options ?? new PostgresLedgerOptions { Time = provider.GetRequiredService<TimeProvider>() }, cancellationToken).ConfigureAwait(false));
    }
}
