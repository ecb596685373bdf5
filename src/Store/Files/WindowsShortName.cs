namespace Guarded.Store.Files;

/// <summary>
/// The form of the second names that Windows gives to files of longer ones: at most 8 characters that end with '~' and a
/// number, and an extension of at most 3 ("8.3 filename", fsutil 8dot3name in the Windows documentation).
/// </summary>
internal static class WindowsShortName
{
    private const int LongestStem = 8;
    private const int LongestExtension = 3;

    public static bool Is(ReadOnlySpan<char> segment)
    {
        var dot = segment.IndexOf('.');
        var stem = dot < 0 ? segment : segment[..dot];
        var extension = dot < 0 ? [] : segment[(dot + 1)..];
        var number = stem[(stem.LastIndexOf('~') + 1)..];
        return stem.Length <= LongestStem && number.Length < stem.Length && !number.IsEmpty
            && !number.ContainsAnyExceptInRange('0', '9')
            && extension.Length <= LongestExtension && !extension.Contains('.');
    }
}
