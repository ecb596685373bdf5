namespace Guarded.Analyzers.Writes;

/// <summary>Names that say that a file is not there to stay.</summary>
internal static class TemporaryName
{
    public static bool IsWord(string word) => word
        is "temp" or "tmp" or "temporary" or "tempdir" or "tmpdir" or "tempfile" or "tmpfile" or "temppath" or "tmppath" or "tempfolder"
        or "staging" or "staged" or "scratch";

    public static bool HasExtension(string text) =>
        text.EndsWith(".part", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith(".partial", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith(".new", StringComparison.OrdinalIgnoreCase)
        || text.EndsWith(".download", StringComparison.OrdinalIgnoreCase);
}
