using System.Text.Json.Nodes;

namespace Pipeline.Records;

/// <summary>A line of comma-separated values (RFC 4180).</summary>
/// <param name="Columns">The names in the header.</param>
public sealed record CsvFormat(IReadOnlyList<string> Columns) : RecordFormat
{
    /// <inheritdoc/>
    public override JsonObject Parse(ReadOnlySpan<byte> raw)
    {
        CsvFields.TrySplit(raw, out var fields, out _);
        return new JsonObject(Columns.Zip(fields, static (column, field) => KeyValuePair.Create(column, (JsonNode?)JsonValue.Create(field))));
    }
}
