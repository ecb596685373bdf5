using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Pipeline.Records;

/// <summary>Reads a CSV file (RFC 4180, UTF-8) record by record. The first one is the header, which fixes the number of fields.</summary>
public static class CsvFile
{
    private const int BufferLength = 64 * 1024;

    /// <summary>The records below the header.</summary>
    /// <exception cref="MalformedRecordException">A record has another number of fields, or a quote that does not fit, or has no end.</exception>
    public static async IAsyncEnumerable<CsvRecord> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var name = Path.GetFileName(path);
        int? columns = null;
        await foreach (var record in SplitAsync(path, name, cancellationToken))
        {
            if (!CsvFields.TryCount(columns is null ? WithoutByteOrderMark(record.Raw.Span) : record.Raw.Span, out var fields, out var fault))
                throw new MalformedRecordException(name, record.Line, fault);
            if (columns is { } expected && fields != expected)
                throw new MalformedRecordException(name, record.Line, $"{fields} fields where the header has {expected}");
            if (columns is not null)
                yield return record;
            columns ??= fields;
        }
        if (columns is null)
            throw new MalformedRecordException(name, 1, "the file is empty: a header was expected");
    }

    private static async IAsyncEnumerable<CsvRecord> SplitAsync(string path, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var reader = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: BufferLength));
        var splitter = new CsvSplitter(name);
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            while (splitter.TryCut(ref rest, result.IsCompleted, out var record))
                yield return record;
            if (result.IsCompleted)
                yield break;
            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> header) =>
        header.StartsWith("\uFEFF"u8) ? header["\uFEFF"u8.Length..] : header;
}
