using System.Data.Common;
using Guarded.Store.Ledger;
using Microsoft.Data.Sqlite;

namespace Guarded.Store.Sqlite;

/// <summary>SQLite's result codes, and what each asks of the user.</summary>
internal static class SqliteErrors
{
    public const int Busy = 5;
    public const int TooBig = 18;
    public const int Constraint = 19;
    public const int Mismatch = 20;
    public const int Range = 25;

    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    public static LedgerException Explain(string path, DbException exception, bool committing) => (exception as SqliteException)?.SqliteErrorCode switch
    {
        ReadOnly => new LedgerUnavailableException($"The ledger '{path}' may not be written by this user. SQLite's write-ahead log needs that of the file and its folder, also to read.", exception),
        CannotOpen => new LedgerUnavailableException($"The ledger '{path}' cannot be opened. Check that its folder exists and that this user may write there.", exception),
        Full => new LedgerUnavailableException($"The disk under the ledger '{path}' is full, or the ledger has reached its greatest size. Nothing was recorded. Make room and try again.", exception),
        IoError => new LedgerUnavailableException($"The disk under the ledger '{path}' failed: {exception.Message} {Fate(committing)} Check the disk.", exception) { MayBeRecorded = committing },
        Corrupt or NoDatabase => new LedgerFormatException($"The ledger '{path}' is damaged: {exception.Message} Nothing was recorded. Restore it from a copy; the payloads are not touched.", exception),
        _ => new LedgerException($"The ledger '{path}' refused: {exception.Message} {Fate(committing)}", exception) { MayBeRecorded = committing },
    };

    private static string Fate(bool committing) => committing ? "Whether it was recorded is not known." : "Nothing was recorded.";
}
