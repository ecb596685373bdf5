using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Pipeline.Records;

/// <summary>Reads a CSV file (RFC 4180, UTF-8) record by record. The first one is the header, which fixes the number of fields.</summary>
public static class CsvFile
{
    /// <summary>The records below the header.</summary>
    /// <exception cref="MalformedRecordException">A record has another number of fields, or a quote that does not fit.</exception>
    public static async IAsyncEnumerable<CsvRecord> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var name = Path.GetFileName(path);
        int? columns = null;
        await foreach (var record in SplitAsync(path, cancellationToken))
        {
            if (!CsvFields.TryCount(record.Raw.Span, out var fields, out var fault))
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

    private static async IAsyncEnumerable<CsvRecord> SplitAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var reader = PipeReader.Create(file);
        long line = 1;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            while (TryCut(ref rest, out var raw, out var lines))
            {
                yield return new CsvRecord(line, raw);
                line += lines;
            }
            if (result.IsCompleted)
            {
                if (!rest.IsEmpty)
                    yield return new CsvRecord(line, rest.ToArray());
                yield break;
            }
            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    // A line break between quotes belongs to its record.
    private static bool TryCut(ref ReadOnlySequence<byte> rest, out ReadOnlyMemory<byte> raw, out int lines)
    {
        var scan = new SequenceReader<byte>(rest);
        var quoted = false;
        lines = 0;
        while (scan.TryAdvanceToAny("\"\n"u8, advancePastDelimiter: false) && scan.TryRead(out var found))
        {
            lines += found == '\n' ? 1 : 0;
            quoted ^= found == '"';
            if (found != '\n' || quoted)
                continue;
            var bytes = rest.Slice(0, scan.Consumed - 1).ToArray();
            raw = bytes.AsMemory(0, bytes.AsSpan().EndsWith("\r"u8) ? bytes.Length - 1 : bytes.Length);
            rest = rest.Slice(scan.Consumed);
            return true;
        }
        raw = default;
        return false;
    }
}
