using System.Runtime.CompilerServices;

namespace Guarded.Store.Ledger;

/// <summary>Texts that every database keeps as they are: Unicode that is well-formed, and no NUL.</summary>
internal static class LedgerText
{
    public static string Require(string text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, name);
        return Whole(text, name);
    }

    public static string Whole(string text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                at++;
            else if (text[at] == '\0' || char.IsSurrogate(text[at]))
                throw new ArgumentException($"The text has {(text[at] == '\0' ? "a NUL" : "half a surrogate pair")} at {at}, which not every database keeps. Remove it.", name);
        }
        return text;
    }
}
