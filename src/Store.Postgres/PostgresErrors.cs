using System.Data.Common;
using Guarded.Store.Ledger;
using Npgsql;

namespace Guarded.Store.Postgres;

/// <summary>PostgreSQL's error codes (its manual, appendix A), and what each asks of the user.</summary>
internal static class PostgresErrors
{
    private const string BadData = "22";
    private const string BrokenConstraint = "23";

    /// <summary>The session is over, by whatever end. What it was committing may be recorded.</summary>
    public static bool IsDisconnection(DbException exception) => exception is not PostgresException { InvariantSeverity: not ("FATAL" or "PANIC") };

    public static bool IsRefusal(DbException exception) =>
        exception is PostgresException refusal && (refusal.SqlState.StartsWith(BadData, StringComparison.Ordinal) || refusal.SqlState.StartsWith(BrokenConstraint, StringComparison.Ordinal));

    /// <summary>Somebody else has what a statement needs, and has kept it for as long as it may be waited for.</summary>
    public static bool IsBusy(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    public static LedgerException Explain(string ledger, DbException exception, bool committing)
    {
        var mayBeRecorded = committing && IsDisconnection(exception);
        var fate = mayBeRecorded ? "Whether it was recorded is not known: read the ledger before you try again." : "Nothing was recorded.";
        LedgerUnavailableException Unavailable(string what, string remedy) => new($"{Capital(ledger)} {what}. {fate} {remedy}", exception) { MayBeRecorded = mayBeRecorded };
        LedgerFormatException Damaged() => new($"{Capital(ledger)} is damaged: {exception.Message}. Nothing was recorded. Restore it from a copy; the payloads are not touched.", exception);

        return exception is not PostgresException { SqlState: var state, MessageText: var text }
            ? Unavailable(
                exception.InnerException is TimeoutException ? "did not answer in time" : $"cannot be reached: {exception.InnerException?.Message ?? exception.Message}",
                "Check that its server runs and can be reached from here, then try again.")
            : state switch
            {
                PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure =>
                    new LedgerBusyException($"Another session keeps what was to be changed in {ledger}: {text}. Nothing was recorded. Try again when it is done.", exception),
                PostgresErrorCodes.InvalidCatalogName =>
                    Unavailable($"has no database: {text}", "Create the database first; only its schema is made by OpenOrCreateAsync."),
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                    Unavailable($"does not let this user in: {text}", "Check user and password, and the server's pg_hba.conf."),
                PostgresErrorCodes.InsufficientPrivilege =>
                    Unavailable($"may not be used by this user in this way: {text}", "Grant what docs/backends.md lists, or open it as the user who created it."),
                PostgresErrorCodes.ReadOnlySqlTransaction =>
                    Unavailable("may only be read: its server is a standby, or the user's transactions are read-only", "Write to the primary server."),
                PostgresErrorCodes.DiskFull =>
                    Unavailable($"has no room: {text}", "Make room on the server's disk and try again."),
                PostgresErrorCodes.TooManyConnections =>
                    Unavailable($"has no connection left: {text}", "An open ledger needs up to six; raise max_connections, or close others."),
                PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName
                    or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Damaged(),
                PostgresErrorCodes.QueryCanceled =>
                    Unavailable($"was stopped by its server: {text}", "Raise the server's time limit (statement_timeout) and try again."),
                _ when IsDisconnection(exception) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal) =>
                    Unavailable($"went away: {text}", "Try again when its server is well."),
                _ => new LedgerException($"{Capital(ledger)} refused: {text} (SQLSTATE {state}). {fate}", exception) { MayBeRecorded = mayBeRecorded },
            };
    }

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text[1..]);
}
