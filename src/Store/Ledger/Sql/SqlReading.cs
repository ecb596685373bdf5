using System.Data.Common;
using Guarded.Store.Hashing;

namespace Guarded.Store.Ledger.Sql;

/// <summary>The types of the ledger's columns.</summary>
internal static class SqlReading
{
    public static DateTimeOffset GetTime(this DbDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? GetTimeOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetTime(column);

    public static string? GetStringOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? GetInt64OrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static PayloadHash GetHash(this DbDataReader reader, int column) => PayloadHash.FromBytes(reader.GetFieldValue<byte[]>(column));

    public static PayloadHash? GetHashOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetHash(column);

    public static SourceId GetSource(this DbDataReader reader, int run, int number) => new(new RunId(reader.GetInt64(run)), checked((int)reader.GetInt64(number)));
}
