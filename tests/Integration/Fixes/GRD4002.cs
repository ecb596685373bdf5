namespace Fixes.Paths;

internal static class PrefixContainment
{
    public static string Resolve(string root, string name)
    {
        var path = Path.GetFullPath(Path.Combine(root, name));
        if (!path.StartsWith(root))
            throw new ArgumentException(name);
        return path;
    }

    public static bool Has(string root, string name) =>
        Path.GetFullPath(Path.Combine(root, name)).StartsWith(root, StringComparison.Ordinal);
}
