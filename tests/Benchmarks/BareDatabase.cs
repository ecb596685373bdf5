using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Guarded.Benchmarks;

/// <summary>What SQLite does by itself: a row with a hash of its bytes and the bytes' length, found by index and by hash.</summary>
internal sealed class BareDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private long _next;

    public BareDatabase(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = new SqliteConnection($"Data Source={path};Pooling=false");
        _connection.Open();
        using var create = _connection.CreateCommand();
        create.CommandText = """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE row (id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE, hash BLOB NOT NULL, length INTEGER NOT NULL);
            CREATE INDEX row_hash ON row (hash);
            """;
        create.ExecuteNonQuery();
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO row (number, hash, length) VALUES (@number, @hash, @length)";
        foreach (var name in new[] { "@number", "@hash", "@length" })
            _insert.Parameters.AddWithValue(name, 0);
    }

    public void Insert(IEnumerable<byte[]> rows, int rowsATransaction)
    {
        foreach (var page in rows.Chunk(rowsATransaction))
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            _insert.Transaction = transaction;
            foreach (var row in page)
            {
                (_insert.Parameters[0].Value, _insert.Parameters[1].Value, _insert.Parameters[2].Value) = (_next++, SHA256.HashData(row), row.Length);
                _insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }
}
