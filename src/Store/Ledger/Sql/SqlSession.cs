using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Guarded.Store.Ledger.Sql;

/// <summary>A connection with its statements, each prepared once. For one user at a time.</summary>
internal sealed class SqlSession(LedgerDatabase database, DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    public DbConnection Connection => connection;

    /// <summary>The transaction that is under way, if any.</summary>
    public DbTransaction? Transaction { get; set; }

    public async ValueTask<int> ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancellationToken = default) =>
        await Command(sql, values).ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The first value of the first row, or null where there is no row.</summary>
    public async ValueTask<object?> FindAsync(string sql, SqlValue[] values, CancellationToken cancellationToken = default) =>
        await Command(sql, values).ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<List<T>> ListAsync<T>(string sql, SqlValue[] values, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
    {
        var reader = await Command(sql, values).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var list = new List<T>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                list.Add(read(reader));
            return list;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
            await command.DisposeAsync().ConfigureAwait(false);
        await database.CloseAsync(connection).ConfigureAwait(false);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every statement is one of the ledger's own constants.")]
    private DbCommand Command(string sql, SqlValue[] values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var value in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.DbType) = (value.Name, value.Type);
                command.Parameters.Add(parameter);
            }
            _commands.Add(sql, command);
        }
        for (var at = 0; at < values.Length; at++)
            command.Parameters[at].Value = values[at].Value ?? DBNull.Value;
        command.Transaction = Transaction;
        return command;
    }
}
