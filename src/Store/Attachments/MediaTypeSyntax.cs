using System.Buffers;

namespace Guarded.Store.Attachments;

/// <summary>The syntax of a media type with its parameters: RFC 9110, 8.3.1 and 5.6, ASCII only.</summary>
internal static class MediaTypeSyntax
{
    private const int MaxLength = 255;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>What is wrong with a text, or null where it is a media type.</summary>
    public static string? Fault(string text)
    {
        if (text.Length is 0 or > MaxLength)
            return $"it has {text.Length} characters, not 1 to {MaxLength}";
        var rest = text.AsSpan();
        if (!(TrySkipToken(ref rest) && TrySkip(ref rest, '/') && TrySkipToken(ref rest)))
            return $"it does not begin with a type, '/' and a subtype (character {text.Length - rest.Length})";
        while (!rest.IsEmpty)
        {
            SkipBlanks(ref rest);
            if (!TrySkip(ref rest, ';'))
                return $"';' and a parameter must follow (character {text.Length - rest.Length})";
            SkipBlanks(ref rest);
            // A ';' with no parameter after it is allowed.
            if (!rest.IsEmpty && rest[0] != ';' && !TrySkipParameter(ref rest))
                return $"a parameter must be name=value (character {text.Length - rest.Length})";
        }
        return null;
    }

    private static bool TrySkipParameter(ref ReadOnlySpan<char> rest) =>
        TrySkipToken(ref rest) && TrySkip(ref rest, '=') && (TrySkipToken(ref rest) || TrySkipQuoted(ref rest));

    private static bool TrySkipToken(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExcept(TokenCharacters);
        var length = end < 0 ? rest.Length : end;
        rest = rest[length..];
        return length > 0;
    }

    private static bool TrySkipQuoted(ref ReadOnlySpan<char> rest)
    {
        if (!TrySkip(ref rest, '"'))
            return false;
        while (!rest.IsEmpty && rest[0] != '"')
        {
            TrySkip(ref rest, '\\');
            if (rest.IsEmpty || rest[0] is not ('\t' or (>= ' ' and <= '~')))
                return false;
            rest = rest[1..];
        }
        return TrySkip(ref rest, '"');
    }

    private static void SkipBlanks(ref ReadOnlySpan<char> rest) => rest = rest.TrimStart(" \t");

    private static bool TrySkip(ref ReadOnlySpan<char> rest, char expected)
    {
        if (rest.IsEmpty || rest[0] != expected)
            return false;
        rest = rest[1..];
        return true;
    }
}
