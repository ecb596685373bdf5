namespace Guarded.Store.Files;

/// <summary>Names for files that are not published yet, never shared by two writers.</summary>
internal static class StagingName
{
    private const string Suffix = ".staging";

    public static string New() => $".{Guid.NewGuid():N}{Suffix}";

    public static bool Is(string name) => name.StartsWith('.') && name.EndsWith(Suffix, StringComparison.Ordinal);
}
