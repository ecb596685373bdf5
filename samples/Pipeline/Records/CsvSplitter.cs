using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Records;

/// <summary>Cuts records off what was read so far, and remembers how far it looked.</summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="longestRecord">After how many bytes a quote counts as never closed.</param>
internal sealed class CsvSplitter(string file, int longestRecord)
{
    private long _line = 1;
    private long _index = -1; // the header is no record
    private int _breaks;
    private long _seen;
    private bool _quoted;

    /// <summary>Cuts the next record off, or waits for more to be read. A line break between quotes belongs to its record.</summary>
    public bool TryCut(ref ReadOnlySequence<byte> rest, bool isLast, [NotNullWhen(true)] out RawRecord? record)
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
        if (_seen > longestRecord)
            throw new MalformedRecordException(file, _line, $"a record of more than {longestRecord:N0} bytes, with a quote that is never closed before");
        record = isLast && !rest.IsEmpty ? Cut(rest) : null;
        if (record is not null)
            rest = rest.Slice(rest.End);
        return record is not null;
    }

    private RawRecord Cut(ReadOnlySequence<byte> bytes)
    {
        var raw = bytes.ToArray();
        var record = new RawRecord(_index++, _line, raw.AsMemory(0, raw.AsSpan().EndsWith("\r"u8) ? raw.Length - 1 : raw.Length));
        (_line, _breaks, _seen, _quoted) = (_line + _breaks, 0, 0, false);
        return record;
    }
}
