namespace Guarded.Analyzers.Writes;

/// <summary>Targets that keep what was there before: a backup, an older log. Nobody misses them for a moment.</summary>
internal static class BackupName
{
    public static bool Is(PathValue target, PathValue source) =>
        target.Parts.Any(static part => part.Kind is PathPartKind.Text or PathPartKind.Variable or PathPartKind.Unknown && part.Text.HasWord(IsWord))
        || (target.Parts.Length >= source.Parts.Length && target.Parts.Take(source.Parts.Length).SequenceEqual(source.Parts, SameParts.Instance));

    private static bool IsWord(string word) => word
        is "bak" or "backup" or "backups" or "old" or "prev" or "previous" or "archive" or "archived" or "history" or "log" or "logs" or "rotated" or "trash" or "bad" or "corrupt" or "corrupted" or "broken" or "quarantine";

    private sealed class SameParts : IEqualityComparer<PathPart>
    {
        public static readonly SameParts Instance = new();

        public bool Equals(PathPart one, PathPart other) => one.IsSame(other);

        public int GetHashCode(PathPart part) => (int)part.Kind;
    }
}
