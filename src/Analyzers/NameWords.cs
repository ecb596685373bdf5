namespace Guarded.Analyzers;

/// <summary>The words of a name or of a text: <c>tempFilePath</c> has "temp", <c>template</c> and <c>attempt</c> have not.</summary>
internal static class NameWords
{
    public static bool HasWord(this string name, Func<string, bool> isOne)
    {
        for (var start = 0; start < name.Length;)
        {
            if (!char.IsLetter(name[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < name.Length && char.IsLetter(name[end]) && !IsBeginning(name, end))
                end++;
            if (isOne(name.Substring(start, end - start).ToLowerInvariant()))
                return true;
            start = end;
        }

        return false;
    }

    // tempFile, TEMPFile, TEMP
    private static bool IsBeginning(string name, int at) =>
        char.IsUpper(name[at]) && (char.IsLower(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
}
