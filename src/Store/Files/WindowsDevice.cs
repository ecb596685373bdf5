namespace Guarded.Store.Files;

/// <summary>
/// Names that mean a device in every folder on Windows, in any case, with any extension and with spaces before it
/// ("Naming Files, Paths, and Namespaces" in the Windows documentation).
/// </summary>
internal static class WindowsDevice
{
    private static readonly HashSet<string> Names = new(
    [
        "con", "prn", "aux", "nul", "conin$", "conout$",
        .. "0123456789¹²³".SelectMany(digit => new[] { $"com{digit}", $"lpt{digit}" }),
    ], StringComparer.OrdinalIgnoreCase);

    public static bool IsNamed(ReadOnlySpan<char> segment)
    {
        var stem = segment.IndexOf('.') is >= 0 and var dot ? segment[..dot] : segment;
        return Names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stem.TrimEnd(' '));
    }
}
