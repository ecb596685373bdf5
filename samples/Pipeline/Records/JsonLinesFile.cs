using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Pipeline.Records;

/// <summary>A file with a JSON object on each line (UTF-8). Blank lines are no records.</summary>
internal sealed class JsonLinesFile(string path) : RecordsFile(path)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private long _line = 1;
    private long _index;

    public override RecordFormat Format { get; } = new JsonLinesFormat();

    private protected override bool TryCut(ref ReadOnlySequence<byte> rest, bool isLast, [NotNullWhen(true)] out RawRecord? record)
    {
        for (record = null; record is null && !rest.IsEmpty; _line++)
        {
            var end = rest.PositionOf((byte)'\n');
            if (end is null && rest.Length > LongestRecord)
                throw new MalformedRecordException(Name, _line, $"a line of more than {LongestRecord:N0} bytes");
            if (end is null && !isLast)
                return false;
            var line = rest.Slice(0, end ?? rest.End).ToArray();
            if (line.AsSpan().ContainsAnyExcept(" \t\r"u8))
                record = new RawRecord(_index++, _line, line.AsMemory(0, line.AsSpan().EndsWith("\r"u8) ? line.Length - 1 : line.Length));
            rest = rest.Slice(end is { } at ? rest.GetPosition(1, at) : rest.End);
        }
        return record is not null;
    }

    private protected override string? FaultOf(RawRecord record)
    {
        try
        {
            using var document = JsonDocument.Parse(record.Raw, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : $"a JSON {document.RootElement.ValueKind} where an object was expected";
        }
        catch (JsonException exception)
        {
            return $"no JSON: {exception.Message.TrimEnd('.')}";
        }
    }
}
