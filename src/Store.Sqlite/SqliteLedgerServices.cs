using Guarded.Store.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a ledger on SQLite.</summary>
public static class SqliteLedgerServices
{
    /// <summary>
    /// Registers the ledger in one SQLite file, which is created where it is missing, over the host's store: call
    /// <see cref="GuardedStoreServices.AddGuardedStore"/> as well. It is opened when the host starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="path">The SQLite file.</param>
    /// <param name="options">How; where none are given, the defaults with the registered <see cref="TimeProvider"/>.</param>
    public static IServiceCollection AddSqliteLedger(this IServiceCollection services, string path, SqliteLedgerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return services.AddGuardedLedger(async (provider, payloads, cancellationToken) =>
            await SqliteLedger.OpenOrCreateAsync(path, payloads, options ?? new SqliteLedgerOptions { Time = provider.GetRequiredService<TimeProvider>() }, cancellationToken).ConfigureAwait(false));
    }
}
