using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Records;

/// <summary>Cuts records off what was read so far, and remembers how far it looked.</summary>
/// <param name="file">The file's name, for messages.</param>
internal sealed class CsvSplitter(string file)
{
    /// <summary>A quote that is never closed makes a record of the whole rest of its file. This ends the search.</summary>
    private const int LongestRecord = 16 * 1024 * 1024;

    private long _line = 1;
    private int _breaks;
    private long _seen;
    private bool _quoted;

    /// <summary>Cuts the next record off, or waits for more to be read. A line break between quotes belongs to its record.</summary>
    public bool TryCut(ref ReadOnlySequence<byte> rest, bool isLast, [NotNullWhen(true)] out CsvRecord? record)
    {
        var scan = new SequenceReader<byte>(rest.Slice(_seen));
        while (scan.TryAdvanceToAny("\"\n"u8, advancePastDelimiter: false) && scan.TryRead(out var found))
        {
            _breaks += found == '\n' ? 1 : 0;
            _quoted ^= found == '"';
            if (found != '\n' || _quoted)
                continue;
            var end = _seen + scan.Consumed;
            record = Cut(rest.Slice(0, end - 1));
            rest = rest.Slice(end);
            return true;
        }
        _seen = rest.Length;
        if (_seen > LongestRecord)
            throw new MalformedRecordException(file, _line, $"a record of more than {LongestRecord:N0} bytes, with a quote that is never closed before");
        record = isLast && !rest.IsEmpty ? Cut(rest) : null;
        if (record is not null)
            rest = rest.Slice(rest.End);
        return record is not null;
    }

    private CsvRecord Cut(ReadOnlySequence<byte> bytes)
    {
        var raw = bytes.ToArray();
        var record = new CsvRecord(_line, raw.AsMemory(0, raw.AsSpan().EndsWith("\r"u8) ? raw.Length - 1 : raw.Length));
        (_line, _breaks, _seen, _quoted) = (_line + _breaks, 0, 0, false);
        return record;
    }
}
