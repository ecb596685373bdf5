using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pipeline.Records;

/// <summary>Cuts a CSV record into its fields, and checks its quotes on the way.</summary>
internal static class CsvFields
{
    public static bool TrySplit(ReadOnlySpan<byte> record, out List<string> fields, [NotNullWhen(false)] out string? fault)
    {
        fields = [];
        while (true)
        {
            var isQuoted = record.StartsWith("\""u8);
            var end = isQuoted ? QuotedLength(record, fields.Count + 1, out fault) : PlainLength(record, fields.Count + 1, out fault);
            if (fault is not null)
                return false;
            fields.Add(isQuoted ? Encoding.UTF8.GetString(record[1..(end - 1)]).Replace("\"\"", "\"", StringComparison.Ordinal) : Encoding.UTF8.GetString(record[..end]));
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
