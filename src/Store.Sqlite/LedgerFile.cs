using System.Buffers.Binary;
using Guarded.Store.Ledger;

namespace Guarded.Store.Sqlite;

/// <summary>
/// What a file says it is, read before SQLite opens it: SQLite would tidy up after another program's database, and so
/// change it. (SQLite file format: magic at 0, page size at 16, pages at 28, user version at 60, application ID at 68,
/// big-endian.)
/// </summary>
internal static class LedgerFile
{
    private const int HeaderLength = 100;

    /// <summary>What <see cref="VersionOf"/> says where there is no file, or an empty one that a creation left behind.</summary>
    public const int Missing = 0;

    /// <summary>The version of the schema, at most this one's.</summary>
    /// <exception cref="LedgerFormatException">The file is something else, is cut, or is a newer ledger.</exception>
    /// <exception cref="LedgerUnavailableException">It cannot be read.</exception>
    public static int VersionOf(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        var length = ReadHeader(path, header);
        if (length == 0)
            return Missing;
        if (length < HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
            throw new LedgerFormatException($"'{path}' is no SQLite database, so it is no ledger. It was not changed. Choose another path.");
        if (BinaryPrimitives.ReadInt32BigEndian(header[68..]) != LedgerSchema.ApplicationId)
            throw new LedgerFormatException($"'{path}' is a SQLite database of another program, not a Guarded ledger. It was not changed. Choose another path.");
        var version = BinaryPrimitives.ReadInt32BigEndian(header[60..]);
        if (version is < 1 or > LedgerSchema.Version)
            throw new LedgerFormatException($"The ledger '{path}' has schema version {version}; this Guarded knows versions 1 to {LedgerSchema.Version}. It was not changed. Use the Guarded that wrote it, or a newer one.");
        // While a log is there, pages may be in it alone.
        if (LengthIn(header) is var whole && new FileInfo(path).Length is var there && there < whole && !File.Exists($"{path}-wal"))
            throw new LedgerFormatException($"The ledger '{path}' was cut: it has {there} of its {whole} bytes. It was not changed. Restore it from a copy; the payloads are not touched.");
        return version;
    }

    private static long LengthIn(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is var pageSize && pageSize == 1
            ? 65536L * BinaryPrimitives.ReadUInt32BigEndian(header[28..])
            : (long)pageSize * BinaryPrimitives.ReadUInt32BigEndian(header[28..]);

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
            throw new LedgerUnavailableException($"The ledger '{path}' cannot be opened: {exception.Message} Check that its folder exists and that this user may use both.", exception);
        }
    }
}
