using System.Buffers.Binary;
using Guarded.Store.Ledger;

namespace Guarded.Store.Sqlite;

/// <summary>
/// What a file says it is, read before SQLite opens it: SQLite would tidy up after another program's database, and so
/// change it. (SQLite file format: magic at 0, user version at 60, application ID at 68, big-endian.)
/// </summary>
internal static class LedgerFile
{
    private const int HeaderLength = 100;

    /// <summary>Whether there is a ledger; false where there is no file, or an empty one that a creation left behind.</summary>
    /// <exception cref="LedgerException">The file is something else, or a newer ledger.</exception>
    public static bool Exists(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        var length = ReadHeader(path, header);
        if (length == 0)
            return false;
        if (length < HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
            throw new LedgerException($"'{path}' is no SQLite database, so it is no ledger. It was not changed. Choose another path.");
        if (BinaryPrimitives.ReadInt32BigEndian(header[68..]) != LedgerSchema.ApplicationId)
            throw new LedgerException($"'{path}' is a SQLite database of another program, not a Guarded ledger. It was not changed. Choose another path.");
        return BinaryPrimitives.ReadInt32BigEndian(header[60..]) is var version && version == LedgerSchema.Version
            ? true
            : throw new LedgerException($"The ledger '{path}' has schema version {version}; this Guarded knows version {LedgerSchema.Version}. It was not changed. Use the Guarded that wrote it, or a newer one.");
    }

    private static int ReadHeader(string path, Span<byte> header)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return RandomAccess.Read(file, header, fileOffset: 0);
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"The ledger '{path}' cannot be opened: {exception.Message} Check that its folder exists and that this user may use both.", exception);
        }
    }
}
