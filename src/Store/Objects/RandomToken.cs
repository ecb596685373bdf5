using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Guarded.Store.Objects;

/// <summary>128 random bits, which nobody draws twice, and how they are written.</summary>
internal static class RandomToken
{
    public const string Rule = "it takes 32 lower-case hexadecimal characters";

    private const int Length = 32;

    public static UInt128 New()
    {
        Span<byte> bytes = stackalloc byte[Length / 2];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out UInt128 bits)
    {
        bits = default;
        return text?.Length == Length && text.All(char.IsAsciiHexDigitLower) && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits);
    }

    public static string Format(UInt128 bits) => bits.ToString("x32", CultureInfo.InvariantCulture);
}
