namespace Guarded.Store.Sqlite;

/// <summary>The tables. The database itself refuses a row without a payload, a row without a run, and an index twice.</summary>
internal static class LedgerSchema
{
    /// <summary>'GRDL': what the file says it is (SQLite file format, application ID at offset 68).</summary>
    public const int ApplicationId = 0x4752444C;

    public const int Version = 1;

    public const string Create = """
        CREATE TABLE run (
            id         INTEGER PRIMARY KEY,
            source     TEXT    NOT NULL CHECK (length(source) > 0),
            status     INTEGER NOT NULL CHECK (status BETWEEN 1 AND 3),
            started_at INTEGER NOT NULL,
            ended_at   INTEGER CHECK ((ended_at IS NULL) = (status = 1))
        );
        CREATE TABLE row (
            id             INTEGER PRIMARY KEY,
            run_id         INTEGER NOT NULL REFERENCES run (id),
            row_index      INTEGER NOT NULL CHECK (row_index >= 0),
            payload_hash   BLOB    NOT NULL CHECK (typeof(payload_hash) = 'blob' AND length(payload_hash) = 32),
            payload_length INTEGER NOT NULL CHECK (payload_length >= 0),
            UNIQUE (run_id, row_index)
        );
        """;
}
