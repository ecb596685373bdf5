namespace Guarded.Analyzers;

/// <summary>The words of a name or of a text, in lower case: what humps, digits and separators part. <c>tempFilePath</c> has "temp", <c>template</c> and <c>attempt</c> have not.</summary>
internal static class Words
{
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        for (var at = 0; at < name.Length;)
        {
            var end = EndOfWord(name, at);
            if (end > at)
                words.Add(name.Substring(at, end - at).ToLowerInvariant());
            at = Math.Max(end, at + 1);
        }

        return words;
    }

    public static bool HasWord(this string name, Func<string, bool> isOne) => Of(name).Any(isOne);

    // "IOLock" is two words, "lockFile" too; "LOCK_FILE" is written in capitals.
    private static int EndOfWord(string name, int start)
    {
        var end = start;
        while (end < name.Length && char.IsUpper(name[end]))
            end++;
        if (end - start > 1)
            return end < name.Length && char.IsLower(name[end]) ? end - 1 : end;
        while (end < name.Length && char.IsLower(name[end]))
            end++;
        return end;
    }
}
