using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Hashes;

/// <summary>How the hashes of one type are written, as the emitted parsing has it.</summary>
internal sealed class HashText
{
    private const int LongestPrefix = 16;

    private readonly string _prefix;
    private readonly int _characters;
    private readonly bool _acceptsUpperCase;

    private HashText(HashFunction function, bool acceptsUpperCase) =>
        (_prefix, _characters, _acceptsUpperCase) = (function.Prefix, function.SizeInBytes * 2, acceptsUpperCase);

    /// <summary>The algorithm, as a prefix names it.</summary>
    public string Algorithm => _prefix.TrimEnd(':');

    /// <summary>Null where the algorithm is none that is known.</summary>
    public static HashText? Of(AttributeData mark) =>
        HashFunction.Of(mark) is { } function ? new HashText(function, ContentHashMark.AcceptsUpperCase(mark)) : null;

    /// <summary>Why a text is no such hash; null where it is one.</summary>
    public string? Flaw(string? text)
    {
        if (text is null)
            return "it is null";
        var prefix = PrefixOf(text);
        if (prefix.Length > 0 && prefix != _prefix)
            return $"it takes \"{_prefix}\" or nothing before its characters, but this text begins with \"{prefix}\"";

        var start = prefix.Length;
        for (var index = start; index < text.Length; index++)
        {
            if (!IsAccepted(text[index]))
                return $"{Expected(text, start)}: {Shown(text[index])} at index {index} {(IsUpperHex(text[index]) ? "must be lower case" : "is not one of them")}";
        }

        return text.Length - start != _characters ? Expected(text, start)
            : text.Skip(start).All(static digit => digit == '0') ? $"{_characters} zeros mean \"unset\""
            : null;
    }

    // Letters, digits and hyphens up to the first colon, and the colon.
    private static string PrefixOf(string text)
    {
        var length = text.IndexOf(':', 0, Math.Min(text.Length, LongestPrefix)) + 1;
        return length > 1 && text.Take(length - 1).All(static character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-')
            ? text.Substring(0, length)
            : "";
    }

    private string Expected(string text, int start) =>
        $"it takes {_characters} {(_acceptsUpperCase ? "" : "lower-case ")}hexadecimal characters"
        + (start > 0 ? $" after \"{_prefix}\"" : "")
        + (text.Length - start == _characters ? "" : $", but this text has {text.Length - start}");

    private bool IsAccepted(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') || (_acceptsUpperCase && IsUpperHex(character));

    private static bool IsUpperHex(char character) => character is >= 'A' and <= 'F';

    private static string Shown(char character) => character is > ' ' and <= '~' ? $"'{character}'" : $"U+{(int)character:X4}";
}
