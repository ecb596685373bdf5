namespace Guarded.Store.Sqlite;

/// <summary>
/// The tables. The database itself refuses a row without a payload, an index twice, and anything of one run that hangs on
/// another's: every reference carries the run.
/// </summary>
internal static class LedgerSchema
{
    /// <summary>'GRDL': what the file says it is (SQLite file format, application ID at offset 68).</summary>
    public const int ApplicationId = 0x4752444C;

    public const int Version = 2;

    public const string Create = """
        CREATE TABLE run (
            id           INTEGER PRIMARY KEY,
            status       INTEGER NOT NULL CHECK (status BETWEEN 1 AND 3),
            started_at   INTEGER NOT NULL,
            ended_at     INTEGER CHECK ((ended_at IS NULL) = (status = 1)),
            started_by   TEXT    NOT NULL,
            code_version TEXT,
            settings     TEXT,
            session      INTEGER NOT NULL CHECK (session >= 1),
            host         TEXT    NOT NULL,
            process      INTEGER NOT NULL,
            purged_at    INTEGER CHECK (purged_at IS NULL OR status <> 1)
        );
        CREATE INDEX run_to_purge ON run (ended_at, id) WHERE purged_at IS NULL AND ended_at IS NOT NULL;

        CREATE TABLE source (
            run_id INTEGER NOT NULL REFERENCES run (id),
            number INTEGER NOT NULL CHECK (number >= 0),
            name   TEXT    NOT NULL CHECK (length(name) > 0),
            PRIMARY KEY (run_id, number),
            UNIQUE (run_id, name)
        ) WITHOUT ROWID;

        CREATE TABLE row (
            id             INTEGER PRIMARY KEY,
            run_id         INTEGER NOT NULL,
            source         INTEGER NOT NULL,
            row_index      INTEGER NOT NULL CHECK (row_index >= 0),
            payload_hash   BLOB    NOT NULL CHECK (typeof(payload_hash) = 'blob' AND length(payload_hash) = 32),
            payload_length INTEGER NOT NULL CHECK (typeof(payload_length) = 'integer' AND payload_length >= 0),
            data_hash      BLOB    CHECK (data_hash IS NULL OR (typeof(data_hash) = 'blob' AND length(data_hash) = 32)),
            recorded_at    INTEGER NOT NULL,
            UNIQUE (run_id, source, row_index),
            FOREIGN KEY (run_id, source) REFERENCES source (run_id, number)
        );
        CREATE INDEX row_payload ON row (payload_hash, payload_length);

        CREATE TABLE row_attachment (
            run_id     INTEGER NOT NULL,
            source     INTEGER NOT NULL,
            row_index  INTEGER NOT NULL,
            position   INTEGER NOT NULL CHECK (position >= 0),
            attachment TEXT    NOT NULL CHECK (length(attachment) = 32),
            PRIMARY KEY (run_id, source, row_index, position),
            FOREIGN KEY (run_id, source, row_index) REFERENCES row (run_id, source, row_index)
        ) WITHOUT ROWID;

        CREATE TABLE outcome (
            run_id        INTEGER NOT NULL,
            source        INTEGER NOT NULL,
            row_index     INTEGER NOT NULL,
            node          TEXT    NOT NULL CHECK (length(node) > 0),
            attempt       INTEGER NOT NULL CHECK (attempt >= 1),
            status        INTEGER NOT NULL CHECK (status BETWEEN 1 AND 3),
            output_hash   BLOB    CHECK (output_hash IS NULL OR (status = 1 AND typeof(output_hash) = 'blob' AND length(output_hash) = 32)),
            output_length INTEGER CHECK ((output_length IS NULL) = (output_hash IS NULL) AND (output_length IS NULL OR output_length >= 0)),
            error         TEXT    CHECK ((error IS NOT NULL) = (status = 2)),
            duration      INTEGER NOT NULL CHECK (duration >= 0),
            recorded_at   INTEGER NOT NULL,
            place         INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0), -- among those that were recorded with it
            PRIMARY KEY (run_id, source, row_index, node, attempt),
            FOREIGN KEY (run_id, source, row_index) REFERENCES row (run_id, source, row_index)
        ) WITHOUT ROWID;
        CREATE INDEX outcome_output ON outcome (output_hash, output_length) WHERE output_hash IS NOT NULL;

        CREATE TABLE checkpoint (
            run_id      INTEGER NOT NULL REFERENCES run (id),
            name        TEXT    NOT NULL CHECK (length(name) > 0),
            value       TEXT    NOT NULL,
            recorded_at INTEGER NOT NULL,
            PRIMARY KEY (run_id, name)
        ) WITHOUT ROWID;

        CREATE TABLE retention (
            id             INTEGER PRIMARY KEY AUTOINCREMENT,
            payload_hash   BLOB    NOT NULL CHECK (typeof(payload_hash) = 'blob' AND length(payload_hash) = 32),
            payload_length INTEGER NOT NULL CHECK (payload_length >= 0),
            policy         TEXT    NOT NULL,
            ended_before   INTEGER NOT NULL,
            decided_at     INTEGER NOT NULL,
            gone_at        INTEGER
        );
        CREATE INDEX retention_payload ON retention (payload_hash, ended_before);
        CREATE UNIQUE INDEX retention_unfinished ON retention (payload_hash) WHERE gone_at IS NULL;
        """;

    /// <summary>
    /// From version 1, where a run had one source and a row no time: a row's is its run's start. Who started a run was not
    /// recorded, and nobody is at work on it.
    /// </summary>
    public const string FromVersion1 = $"""
        ALTER TABLE run RENAME TO run_1;
        ALTER TABLE row RENAME TO row_1;
        {Create}
        INSERT INTO run (id, status, started_at, ended_at, started_by, session, host, process)
            SELECT id, status, started_at, ended_at, 'unknown', 1, 'unknown', 0 FROM run_1;
        INSERT INTO source (run_id, number, name) SELECT id, 0, source FROM run_1;
        INSERT INTO row (id, run_id, source, row_index, payload_hash, payload_length, recorded_at)
            SELECT row_1.id, run_id, 0, row_index, payload_hash, payload_length, started_at FROM row_1 JOIN run_1 ON run_1.id = run_id;
        DROP TABLE row_1;
        DROP TABLE run_1;
        """;
}
