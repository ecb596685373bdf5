namespace Gaps;

/// <summary>W4: the key from the bucket is checked, but '/cache-of-another' begins as '/cache' does.</summary>
public static class PrefixContainment
{
    public static string Locate(string cache, string key)
    {
        var path = Path.GetFullPath(Path.Combine(cache, key));
        return path.StartsWith(Path.GetFullPath(cache), StringComparison.Ordinal) // GRD4002
            ? path
            : throw new ArgumentException($"'{key}' leaves the cache.", nameof(key));
    }

    public static bool IsCached(string cache, string key) =>
        Path.Combine(cache, key).StartsWith(cache + Path.DirectorySeparatorChar, StringComparison.Ordinal); // GRD4002
}
