using System.Collections.Immutable;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Hashes;

/// <summary>How the hashes of one type are written, as the emitted parsing has it.</summary>
internal sealed class HashText
{
    private const string AcceptUpperCase = nameof(AcceptUpperCase);

    private static readonly ImmutableArray<(string Name, int Characters)> Algorithms =
        [("sha256", 64), ("sha384", 96), ("sha512", 128), ("sha3-256", 64)];

    private readonly string _prefix;
    private readonly int _characters;
    private readonly bool _acceptsUpperCase;

    private HashText(string algorithm, int characters, bool acceptsUpperCase) =>
        (_prefix, _characters, _acceptsUpperCase) = (algorithm + ":", characters, acceptsUpperCase);

    /// <summary>The algorithm, as a prefix names it.</summary>
    public string Algorithm => _prefix.TrimEnd(':');

    /// <summary>Null where the algorithm is none that is known.</summary>
    public static HashText? Of(AttributeData mark)
    {
        if (FirstArgument.Of(mark) is not int number || number < 1 || number > Algorithms.Length)
            return null;

        var (name, characters) = Algorithms[number - 1];
        return new HashText(name, characters, mark.NamedArguments.Any(static argument => argument is { Key: AcceptUpperCase, Value.Value: true }));
    }

    /// <summary>Why a text is no such hash; null where it is one.</summary>
    public string? Flaw(string? text)
    {
        if (text is null)
            return "it is null";
        if (WrongPrefix(text) is { } prefix)
            return prefix;

        var start = text.StartsWith(_prefix, StringComparison.Ordinal) ? _prefix.Length : 0;
        var length = text.Length - start;
        for (var index = start; index < text.Length; index++)
        {
            if (!IsAccepted(text[index]))
                return $"{Expected(length)}: {Shown(text[index])} at index {index} {(IsUpperHex(text[index]) ? "must be lower case" : "is not one of them")}";
        }

        return length != _characters ? Expected(length)
            : text.Skip(start).All(static digit => digit == '0') ? $"{_characters} zeros mean \"unset\""
            : null;
    }

    private string? WrongPrefix(string text)
    {
        foreach (var (name, _) in Algorithms)
        {
            var prefix = name + ":";
            if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            if (prefix != _prefix)
                return $"its prefix '{text.Substring(0, prefix.Length)}' names another algorithm, '{_prefix}' is the one";
            if (!text.StartsWith(_prefix, StringComparison.Ordinal))
                return $"its prefix is written '{_prefix}', in lower case";
        }

        return null;
    }

    private string Expected(int length) =>
        $"it takes {_characters} {(_acceptsUpperCase ? "" : "lower-case ")}hexadecimal characters" + (length == _characters ? "" : $", but this has {length}");

    private bool IsAccepted(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') || (_acceptsUpperCase && IsUpperHex(character));

    private static bool IsUpperHex(char character) => character is >= 'A' and <= 'F';

    private static string Shown(char character) => character is > ' ' and <= '~' ? $"'{character}'" : $"U+{(int)character:X4}";
}
