using System.Text;

namespace Guarded.Store.Postgres;

/// <summary>How a <see cref="PostgresLedger"/> goes about its database.</summary>
public sealed record PostgresLedgerOptions
{
    // NAMEDATALEN - 1: PostgreSQL cuts a longer name off without an error.
    private const int LongestName = 63;

    /// <summary>The schema (namespace) of the database that holds this ledger and nothing else: <c>guarded</c> where nothing is said. Taken as written, upper and lower case apart.</summary>
    /// <exception cref="ArgumentException">It is empty, has more than 63 bytes of UTF-8 or a NUL, or is one of PostgreSQL's own.</exception>
    public string Schema
    {
        get;
        init => field = IsName(value)
            ? value
            : throw new ArgumentException($"'{value}' is no name for a schema. Take one of 1 to {LongestName} bytes that neither begins with 'pg_' nor is 'information_schema'.", nameof(value));
    } = "guarded";

    /// <summary>The clock behind the times that are recorded; the system's where none is given.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a call waits for others that keep what it needs: 30 seconds where nothing is said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than a day.</exception>
    public TimeSpan BusyTimeout
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Wait between no time and a day.");
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a server is refused that says it loses what it committed when its machine loses power (<c>fsync=off</c>), or
    /// may tear it (<c>full_page_writes=off</c>). It is, unless this is false: for tests, and for servers that keep their
    /// data safe by other means.
    /// </summary>
    public bool RequiresDurableServer { get; init; } = true;

    private static bool IsName(string name) =>
        !string.IsNullOrEmpty(name) && !name.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(name) <= LongestName
            && !name.StartsWith("pg_", StringComparison.Ordinal) && name != "information_schema";
}
