using System.Text.Json.Nodes;

namespace Pipeline.Records;

/// <summary>A JSON object.</summary>
public sealed record JsonLinesFormat : RecordFormat
{
    /// <inheritdoc/>
    public override JsonObject Parse(ReadOnlySpan<byte> raw) => (JsonObject)JsonNode.Parse(raw)!;
}
