using Guarded.Store.Ledger;
using Npgsql;

namespace Guarded.Store.Postgres;

/// <summary>What lies in the schema that is to hold a ledger, and how a ledger comes to lie there.</summary>
internal sealed class LedgerPlace(LedgerServer server, NpgsqlConnection connection)
{
    // 'GRDL', for all ledgers of a database: whoever creates one does so alone.
    private const long Creation = 0x4752444C;

    private const string Look = """
        SELECT n.oid IS NOT NULL,
            EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid AND relname = 'ledger'),
            EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid)
                OR EXISTS (SELECT FROM pg_type WHERE typnamespace = n.oid) OR EXISTS (SELECT FROM pg_proc WHERE pronamespace = n.oid)
        FROM (SELECT) AS once LEFT JOIN pg_namespace AS n ON n.nspname = @schema
        """;

    private enum Found
    {
        Ledger,
        EmptySchema,
        Nothing,
    }

    private string Schema { get; } = $"\"{server.Options.Schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Makes sure that a ledger of this version is there.</summary>
    public async ValueTask RequireAsync(bool create, CancellationToken cancellationToken)
    {
        var found = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (found == Found.Ledger)
            return;
        if (!create)
            throw new LedgerUnavailableException($"There is no ledger yet: {server.Name}. Check the schema and the database, or create one with OpenOrCreateAsync.");
        await CreateAsync(cancellationToken).ConfigureAwait(false);
    }

    // One transaction: all of the ledger is there, or nothing. The second of two processes finds the first one's.
    private async ValueTask CreateAsync(CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync($"SELECT pg_advisory_xact_lock({Creation})", cancellationToken).ConfigureAwait(false);
            var found = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (found == Found.Ledger)
                return;
            if (found == Found.Nothing)
                await ExecuteAsync($"CREATE SCHEMA {Schema}", cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(LedgerSchema.Create, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<Found> LookAsync(CancellationToken cancellationToken)
    {
        bool isSchema, isMarked, isUsed;
        var look = new NpgsqlCommand(Look, connection) { Parameters = { new("schema", server.Options.Schema) } };
        await using (look.ConfigureAwait(false))
        {
            var reader = await look.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                (isSchema, isMarked, isUsed) = (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetBoolean(2));
            }
        }
        if (!isSchema)
            return Found.Nothing;
        if (!isUsed)
            return Found.EmptySchema;
        if (!isMarked || await ReadVersionAsync(cancellationToken).ConfigureAwait(false) is not { } version)
            throw new LedgerFormatException($"The schema of {server.Name} holds something else, and no Guarded ledger. It was not changed. Choose another schema.");
        if (version is < 1 or > LedgerSchema.Version)
            throw new LedgerFormatException($"{server.Name} has schema version {version}; this Guarded knows versions 1 to {LedgerSchema.Version}. It was not changed. Use the Guarded that wrote it, or a newer one.");
        return Found.Ledger;
    }

    // Null where the table is not ours. Named with its schema, so that a user who may not look into that is told so.
    private async ValueTask<long?> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var read = new NpgsqlCommand($"SELECT version FROM {Schema}.ledger WHERE application = '{LedgerSchema.Application}'", connection);
        await using (read.ConfigureAwait(false))
        {
            try
            {
                return await read.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long?;
            }
            catch (PostgresException exception) when (exception.SqlState.StartsWith("42", StringComparison.Ordinal) && exception.SqlState != PostgresErrorCodes.InsufficientPrivilege)
            {
                return null;
            }
        }
    }

    private async ValueTask ExecuteAsync(string statements, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statements, connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
