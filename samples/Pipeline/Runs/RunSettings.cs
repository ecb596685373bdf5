using System.Text.Json;
using Pipeline.Nodes;

namespace Pipeline.Runs;

/// <summary>What a run is told to do. The ledger keeps it, so that a resumed run does the same.</summary>
/// <param name="Sources">The full paths of the records files.</param>
/// <param name="Output">The full path of the file with a JSON object for each row, which is published whole when all rows are done.</param>
public sealed record RunSettings(IReadOnlyList<string> Sources, string Output)
{
    /// <summary>A condition for rows that are kept, or null for all.</summary>
    public string? Where { get; init; }

    /// <summary>The fields whose texts become numbers.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>The settings as the ledger keeps them.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The settings that <see cref="ToJson"/> wrote.</summary>
    public static RunSettings FromJson(string json) => JsonSerializer.Deserialize<RunSettings>(json)!;

    /// <summary>What each record goes through after it was read.</summary>
    public IReadOnlyList<INode> Nodes() =>
    [
        new CleanNode(),
        .. Where is { } condition ? [new WhereNode(condition)] : Array.Empty<INode>(),
        .. Numbers.Count > 0 ? [new NumbersNode(Numbers)] : Array.Empty<INode>(),
    ];
}
