using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Records;

/// <summary>Counts the fields of a CSV record, and checks its quotes on the way.</summary>
internal static class CsvFields
{
    public static bool TryCount(ReadOnlySpan<byte> record, out int fields, [NotNullWhen(false)] out string? fault)
    {
        fields = 0;
        fault = null;
        while (true)
        {
            fields++;
            var end = record.StartsWith("\""u8) ? QuotedLength(record, fields, out fault) : PlainLength(record, fields, out fault);
            if (fault is not null)
                return false;
            if (end == record.Length)
                return true;
            record = record[(end + 1)..];
        }
    }

    private static int PlainLength(ReadOnlySpan<byte> record, int field, out string? fault)
    {
        var end = record.IndexOf((byte)',') is >= 0 and var comma ? comma : record.Length;
        fault = record[..end].IndexOfAny("\"\r"u8) switch
        {
            < 0 => null,
            var at when record[at] == '\r' => $"field {field} has a carriage return that no line feed follows",
            _ => $"field {field} has a quote inside, but does not begin with one",
        };
        return end;
    }

    private static int QuotedLength(ReadOnlySpan<byte> record, int field, out string? fault)
    {
        fault = null;
        for (var at = 1; at < record.Length; at++)
        {
            if (record[at] != '"')
                continue;
            if (at + 1 == record.Length || record[at + 1] == ',')
                return at + 1;
            if (record[at + 1] != '"')
            {
                fault = $"field {field} goes on after its closing quote";
                return at;
            }
            at++;
        }
        fault = $"field {field} has a quote that is never closed";
        return record.Length;
    }
}
