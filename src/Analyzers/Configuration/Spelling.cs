namespace Guarded.Analyzers.Configuration;

/// <summary>Names that were meant.</summary>
internal static class Spelling
{
    /// <summary>The name that is most like what was written; null where none is much like it.</summary>
    public static string? Nearest(string written, IEnumerable<string> names) => names
        .Select(name => (Name: name, Edits: Edits(written.ToLowerInvariant(), name)))
        .Where(candidate => candidate.Edits * 3 <= candidate.Name.Length)
        .OrderBy(static candidate => candidate.Edits)
        .FirstOrDefault().Name;

    /// <summary>How many characters are to be added, left out or changed (Levenshtein's distance).</summary>
    private static int Edits(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
