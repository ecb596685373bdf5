using Microsoft.Data.Sqlite;

namespace Guarded.Store.Sqlite.Tests;

/// <summary>What another program does to a database, past the ledger.</summary>
internal static class Statements
{
    public static async Task RunAsync(string database, string statements)
    {
        await using var connection = await OpenAsync(database);
        await RunAsync(connection, statements);
    }

    public static async Task RunAsync(SqliteConnection connection, string statements)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<object?> ScalarAsync(string database, string query)
    {
        await using var connection = await OpenAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return await command.ExecuteScalarAsync();
    }

    public static async Task<SqliteConnection> OpenAsync(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=false;Foreign Keys=true");
        await connection.OpenAsync();
        return connection;
    }
}
