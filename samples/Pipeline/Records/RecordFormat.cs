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
