using System.Text.Json.Nodes;

namespace Pipeline.Nodes;

/// <summary>Leaves records out whose field is not the one that is wanted.</summary>
/// <param name="condition">A field's name and its value: <c>country=USA</c>.</param>
public sealed class WhereNode(string condition) : INode
{
    private readonly (string Field, string Value) _wanted = condition.Split('=', 2) is [{ Length: > 0 } field, var value]
        ? (field, value)
        : throw new FormatException($"'{condition}' is no condition. Write a field's name and its value, such as country=USA.");

    /// <inheritdoc/>
    public string Name => "where";

    /// <inheritdoc/>
    public JsonObject? Apply(JsonObject record) =>
        record.TryGetPropertyValue(_wanted.Field, out var value)
            ? (value?.ToString() ?? "") == _wanted.Value ? record : null
            : throw new NodeException($"the record has no field '{_wanted.Field}'");
}
