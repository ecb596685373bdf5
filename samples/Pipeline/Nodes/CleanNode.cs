using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Nodes;

/// <summary>Takes the white space off both ends of texts; a text that is blank becomes null.</summary>
public sealed class CleanNode : INode
{
    /// <inheritdoc/>
    public string Name => "clean";

    /// <inheritdoc/>
    public JsonObject Apply(JsonObject record) =>
        new(record.Select(static field => KeyValuePair.Create(field.Key, Cleaned(field.Value))));

    private static JsonNode? Cleaned(JsonNode? value)
    {
        if (value?.GetValueKind() != JsonValueKind.String)
            return value?.DeepClone();
        var text = value.GetValue<string>().Trim();
        return text.Length == 0 ? null : JsonValue.Create(text);
    }
}
