using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Records;

/// <summary>How a record's bytes are read. It is kept in the ledger, so that a row can be read again without its file.</summary>
public abstract record RecordFormat
{
    private const string JsonLines = "json lines";

    /// <summary>The fields of a record that has no fault.</summary>
    public abstract JsonObject Parse(ReadOnlySpan<byte> raw);

    /// <summary>The format as a text that <see cref="FromText"/> takes.</summary>
    public string ToText() => this is CsvFormat csv ? JsonSerializer.Serialize(csv.Columns) : JsonLines;

    /// <summary>The format that <see cref="ToText"/> wrote.</summary>
    public static RecordFormat FromText(string text) =>
        text == JsonLines ? new JsonLinesFormat() : new CsvFormat(JsonSerializer.Deserialize<string[]>(text)!);
}

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

/// <summary>A JSON object.</summary>
public sealed record JsonLinesFormat : RecordFormat
{
    /// <inheritdoc/>
    public override JsonObject Parse(ReadOnlySpan<byte> raw) => (JsonObject)JsonNode.Parse(raw)!;
}
