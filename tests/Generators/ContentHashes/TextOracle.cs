using System.Text;
using System.Text.RegularExpressions;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>What the documentation says of the text of a hash, in regular expressions: what it reads, and what is said of all else.</summary>
internal sealed record TextOracle(string Name, string Title, string Prefix, int Digits, bool AcceptsUpperCase)
{
    private string Alphabet => AcceptsUpperCase ? "0-9a-fA-F" : "0-9a-f";

    /// <summary>The digits in lower case, or null for what is no hash.</summary>
    public string? Read(string text)
    {
        var match = Regex.Match(text, $@"\A({Prefix})?(?<digits>[{Alphabet}]{{{Digits}}})\z");
        var digits = match.Groups["digits"].Value.ToLowerInvariant();
        return match.Success && digits.Trim('0').Length > 0 ? digits : null;
    }

    public string Explain(string text) => Explain(text, character => $"U+{(int)character:X4}");

    public string ExplainUtf8(byte[] text) => Explain(Encoding.Latin1.GetString(text), character => character < 0x80 ? $"U+{(int)character:X4}" : $"byte 0x{(int)character:X2}");

    private string Explain(string text, Func<char, string> invisible)
    {
        var prefix = Regex.Match(text, @"\A[A-Za-z0-9-]{1,15}:").Value;
        if (prefix.Length > 0 && prefix != Prefix)
            return $"{Name} is a {Title}: it takes \"{Prefix}\" or nothing before its characters, but this text begins with \"{prefix}\".";

        var rest = text[prefix.Length..];
        var said = $"{Name} takes {Digits} {(AcceptsUpperCase ? "" : "lower-case ")}hexadecimal characters"
            + (prefix.Length > 0 ? $" after \"{prefix}\"" : "")
            + (rest.Length == Digits ? "" : $", but this text has {rest.Length}");
        var foreign = Regex.Match(rest, $"[^{Alphabet}]");
        if (!foreign.Success)
            return rest.Length == Digits ? $"{Digits} zeros mean \"unset\" and are no {Name}." : said + ".";

        var character = foreign.Value[0];
        return $"{said}: {(character is > ' ' and <= '~' ? $"'{character}'" : invisible(character))} at index {prefix.Length + foreign.Index} "
            + (Regex.IsMatch(foreign.Value, "[A-F]") ? "must be lower case." : "is not one of them.");
    }
}
