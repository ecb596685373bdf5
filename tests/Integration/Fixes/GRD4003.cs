using System.Text.RegularExpressions;

namespace Fixes.Paths;

internal static partial class OpenEndedPattern
{
    public static bool IsKey(string key) => Regex.IsMatch(key, "^[0-9a-f]{64}$");

    public static bool IsName(string name) => Regex.IsMatch(name, @"\A[a-z_]+$");
}
