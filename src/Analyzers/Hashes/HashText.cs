using System.Collections.Immutable;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Hashes;

/// <summary>How the hashes of one type are written, as the emitted parsing has it.</summary>
internal sealed class HashText
{
    private const string AcceptUpperCase = nameof(AcceptUpperCase);

    private const int LongestPrefix = 16;

    private static readonly ImmutableArray<(string Name, int Characters)> Algorithms =
        [("sha256", 64), ("sha384", 96), ("sha512", 128), ("sha3-256", 64)];

    private readonly string _prefix;
    private readonly int _characters;
    private readonly bool _acceptsUpperCase;

    private HashText(string algorithm, int characters, bool acceptsUpperCase) =>
        (_prefix, _characters, _acceptsUpperCase) = (algorithm + ":", characters, acceptsUpperCase);

    /// <summary>The algorithm, as a prefix names it.</summary>
    public string Algorithm => _prefix.TrimEnd(':');

    /// <summary>Whether an algorithm is known by its number.</summary>
    public static bool Knows(int algorithm) => algorithm >= 1 && algorithm <= Algorithms.Length;

    /// <summary>Null where the algorithm is none that is known.</summary>
    public static HashText? Of(AttributeData mark)
    {
        if (FirstArgument.Of(mark) is not int number || !Knows(number))
            return null;

        var (name, characters) = Algorithms[number - 1];
        return new HashText(name, characters, mark.NamedArguments.Any(static argument => argument is { Key: AcceptUpperCase, Value.Value: true }));
    }

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
