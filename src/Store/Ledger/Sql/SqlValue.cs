using System.Data;
using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger.Sql;

/// <summary>A parameter of a statement. Its type is told, so that a prepared statement keeps it where the value is null.</summary>
internal readonly record struct SqlValue(string Name, DbType Type, object? Value)
{
    public SqlValue(string name, long? value) : this(name, DbType.Int64, value)
    {
    }

    public SqlValue(string name, string? value) : this(name, DbType.String, value)
    {
    }

    public SqlValue(string name, DateTimeOffset value) : this(name, DbType.Int64, value.ToUnixTimeMilliseconds())
    {
    }

    public SqlValue(string name, PayloadHash? value) : this(name, DbType.Binary, value is { } hash ? Bytes(hash) : null)
    {
    }

    private static byte[] Bytes(PayloadHash hash)
    {
        var bytes = new byte[PayloadHash.SizeInBytes];
        hash.CopyTo(bytes);
        return bytes;
    }
}
