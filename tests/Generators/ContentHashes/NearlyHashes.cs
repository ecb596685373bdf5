namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>Texts of hashes, most of them changed in a few places.</summary>
internal sealed class NearlyHashes(TextOracle oracle, Random random)
{
    private const string Characters = "0123456789abcdefABCDEFgGxX:- \t\n\r\0\"\\/_+=,.é\u0130\u2028\uFEFF\uFF11\uFFFF\uD83D\uDD12";

    private static readonly string[] Prefixes = ["sha256:", "sha384:", "sha512:", "sha3-256:", "SHA256:", "md5:", "0x", ":", "-:", "sha3_256:", "a-prefix-of-15-:", "a-prefix-of-16--:"];

    public string Next()
    {
        var text = Whole();
        for (int changes = random.Next(4); changes > 0; changes--)
            text = Change(text);

        return text;
    }

    private string Whole()
    {
        var bytes = new byte[oracle.Digits / 2];
        if (random.Next(20) > 0)
            random.NextBytes(bytes);

        return (random.Next(3) == 0 ? oracle.Prefix : "") + Convert.ToHexStringLower(bytes);
    }

    private string Change(string text)
    {
        int at = random.Next(text.Length + 1);
        return random.Next(10) switch
        {
            0 => text.Insert(at, Any()),
            1 => text[..at],
            2 => text[at..],
            3 => Prefixes[random.Next(Prefixes.Length)] + text,
            4 => text[..at] + text[at..].ToUpperInvariant(),
            5 => text + text[at..],
            6 => text.ToLowerInvariant(),
            7 => text.Insert(at, new string('0', random.Next(100))),
            _ => at == text.Length ? text : text.Remove(at, 1).Insert(at, Any()),
        };
    }

    private string Any() => Characters[random.Next(Characters.Length)].ToString();
}
