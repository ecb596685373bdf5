namespace Guarded.Generated;

/// <summary>What is wrong with a text that is no hash; it may be UTF-16 or UTF-8, and positions are counted as it is.</summary>
internal static class ContentHashText
{
    private const int LongestPrefix = 16;

    /// <summary>
    /// Whether one of some hexadecimal digits is in upper case: alone among them those have a 0 in the place of 0x20.
    /// </summary>
    public static bool HasUpperCase(ReadOnlySpan<char> digits)
    {
        const ulong Bit = 0x0020_0020_0020_0020;
        ulong common = Bit;
        var fours = MemoryMarshal.Cast<char, ulong>(digits); // not foreach: as C# 12 an older compiler refuses it
        for (int index = 0; index < fours.Length; index++)
            common &= fours[index];

        return common != Bit;
    }

    /// <summary>The letters, digits and hyphens up to the first colon and the colon, or nothing.</summary>
    public static string PrefixOf<TCharacter>(ReadOnlySpan<TCharacter> text)
        where TCharacter : unmanaged, IBinaryInteger<TCharacter>
    {
        string prefix = "";
        for (int index = 0; index < Math.Min(text.Length, LongestPrefix); index++)
        {
            int code = int.CreateTruncating(text[index]);
            prefix += (char)code;
            if (code == ':')
                return prefix.Length > 1 ? prefix : "";
            if (code is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-'))
                break;
        }

        return "";
    }

    /// <summary>Where the first character stands that is not hexadecimal, or -1.</summary>
    public static int IndexOfForeign<TCharacter>(ReadOnlySpan<TCharacter> text, int start, bool acceptsUpperCase)
        where TCharacter : unmanaged, IBinaryInteger<TCharacter>
    {
        for (int index = start; index < text.Length; index++)
        {
            int code = int.CreateTruncating(text[index]);
            if (code is not ((>= '0' and <= '9') or (>= 'a' and <= 'f')) && !(acceptsUpperCase && code is >= 'A' and <= 'F'))
                return index;
        }

        return -1;
    }

    public static string Show<TCharacter>(TCharacter character)
        where TCharacter : unmanaged, IBinaryInteger<TCharacter> => int.CreateTruncating(character) switch
        {
            > ' ' and <= '~' and var code => $"'{(char)code}'",
            >= 0x80 and var code when Unsafe.SizeOf<TCharacter>() == 1 => $"byte 0x{code:X2}",
            var code => $"U+{code:X4}",
        };

    public static string Remedy<TCharacter>(TCharacter character)
        where TCharacter : unmanaged, IBinaryInteger<TCharacter> =>
        int.CreateTruncating(character) is >= 'A' and <= 'F' ? "must be lower case" : "is not one of them";
}
