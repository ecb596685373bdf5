using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Nodes;

/// <summary>Turns the texts of some fields into numbers. What is null stays so.</summary>
/// <param name="fields">Their names.</param>
public sealed class NumbersNode(IReadOnlyList<string> fields) : INode
{
    /// <inheritdoc/>
    public string Name => "numbers";

    /// <inheritdoc/>
    public JsonObject Apply(JsonObject record)
    {
        var numbered = (JsonObject)record.DeepClone();
        foreach (var field in fields)
        {
            if (!numbered.TryGetPropertyValue(field, out var value))
                throw new NodeException($"the record has no field '{field}'");
            if (value?.GetValueKind() == JsonValueKind.String)
                numbered[field] = Number(field, value.GetValue<string>());
        }
        return numbered;
    }

    // Decimal keeps every digit of what was written.
    private static decimal Number(string field, string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new NodeException($"'{text}' in '{field}' is no number");
}
