using System.Text.RegularExpressions;

namespace Gaps;

/// <summary>E7: the key is checked before it becomes a path, and still a line feed gets through at its end.</summary>
public static partial class OpenEndedPattern
{
    public static bool IsKey(string key) =>
        Regex.IsMatch(key, "^[0-9a-f]{64}$"); // GRD4003

    public static bool IsShard(string shard) => Shard().IsMatch(shard);

    [GeneratedRegex("^[0-9a-f]{2}$")] // GRD4003
    private static partial Regex Shard();
}
