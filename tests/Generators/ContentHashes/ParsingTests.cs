using System.Text;
using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class ParsingTests
{
    private const string Expectation = "PayloadHash takes 64 lower-case hexadecimal characters";
    private const string OtherPrefix = "PayloadHash is a SHA-256: it takes \"sha256:\" or nothing before its characters, but this text begins with";

    public static TheoryData<string, string> BadTexts => new()
    {
        { "", $"{Expectation}, but this text has 0." },
        { Known.OfAbc[..63], $"{Expectation}, but this text has 63." },
        { Known.OfAbc + "0", $"{Expectation}, but this text has 65." },
        { Known.OfAbc + Known.OfAbc, $"{Expectation}, but this text has 128." },
        { Known.OfAbc + "\n", $"{Expectation}, but this text has 65: U+000A at index 64 is not one of them." },
        { Known.OfAbc + "\r\n", $"{Expectation}, but this text has 66: U+000D at index 64 is not one of them." },
        { Known.OfAbc[..63] + "\n", $"{Expectation}: U+000A at index 63 is not one of them." },
        { " " + Known.OfAbc, $"{Expectation}, but this text has 65: U+0020 at index 0 is not one of them." },
        { " " + Known.OfAbc[1..], $"{Expectation}: U+0020 at index 0 is not one of them." },
        { "0x" + Known.OfAbc, $"{Expectation}, but this text has 66: 'x' at index 1 is not one of them." },
        { "0x" + Known.OfAbc[2..], $"{Expectation}: 'x' at index 1 is not one of them." },
        { "sha256:" + Known.OfAbc[1..], $"{Expectation} after \"sha256:\", but this text has 63." },
        { "sha256:" + Known.OfAbc + "\n", $"{Expectation} after \"sha256:\", but this text has 65: U+000A at index 71 is not one of them." },
        { "sha256:" + Known.OfAbc[..10] + "g" + Known.OfAbc[11..], $"{Expectation} after \"sha256:\": 'g' at index 17 is not one of them." },
        { "sha256:" + Known.OfAbc.ToUpperInvariant(), $"{Expectation} after \"sha256:\": 'B' at index 7 must be lower case." },
        { "sha256:sha256:" + Known.OfAbc, $"{Expectation} after \"sha256:\", but this text has 71: 's' at index 7 is not one of them." },
        { "sha256:", $"{Expectation} after \"sha256:\", but this text has 0." },
        { "sha256", $"{Expectation}, but this text has 6: 's' at index 0 is not one of them." },
        { ":" + Known.OfAbc, $"{Expectation}, but this text has 65: ':' at index 0 is not one of them." },
        { "sha512:" + Known.OfAbc, $"{OtherPrefix} \"sha512:\"." },
        { "SHA256:" + Known.OfAbc, $"{OtherPrefix} \"SHA256:\"." },
        { "md5:" + Known.OfAbc, $"{OtherPrefix} \"md5:\"." },
        { "sha256:" + new string('0', 64), "64 zeros mean \"unset\" and are no PayloadHash." },
        { Known.OfAbc.ToUpperInvariant(), $"{Expectation}: 'B' at index 0 must be lower case." },
        { Known.OfAbc[..63] + "D", $"{Expectation}: 'D' at index 63 must be lower case." },
        { Known.OfAbc[..10] + "g" + Known.OfAbc[11..], $"{Expectation}: 'g' at index 10 is not one of them." },
        { Known.OfAbc[..10] + "G" + Known.OfAbc[11..], $"{Expectation}: 'G' at index 10 is not one of them." },
        { Known.OfAbc[..10] + "\0" + Known.OfAbc[11..], $"{Expectation}: U+0000 at index 10 is not one of them." },
        { Known.OfAbc[..10] + "\uFF11" + Known.OfAbc[11..], $"{Expectation}: U+FF11 at index 10 is not one of them." },
        { Known.OfAbc[..10] + "\U0001F512" + Known.OfAbc[12..], $"{Expectation}: U+D83D at index 10 is not one of them." },
        { new string('0', 64), "64 zeros mean \"unset\" and are no PayloadHash." },
    };

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void A_bad_text_is_refused_with_what_is_wrong_and_where(string text, string message)
    {
        Assert.Equal(message, Assert.Throws<FormatException>(() => PayloadHash.Parse(text)).Message);
        Assert.Equal(message, Assert.Throws<FormatException>(() => PayloadHash.Parse(text.AsSpan())).Message);
        Assert.Equal(message, Assert.Throws<FormatException>(() => PayloadHash.Parse(text, null)).Message);
        Assert.Equal(message, Assert.Throws<FormatException>(() => PayloadHash.Parse(text.AsSpan(), null)).Message);
        if (Ascii.IsValid(text))
            Assert.Equal(message, Assert.Throws<FormatException>(() => PayloadHash.Parse(Encoding.ASCII.GetBytes(text))).Message);
    }

    [Fact]
    public void Positions_in_UTF8_are_those_of_its_bytes()
    {
        var text = Encoding.UTF8.GetBytes(Known.OfAbc[..10] + "é" + Known.OfAbc[12..]);

        Assert.Equal($"{Expectation}: byte 0xC3 at index 10 is not one of them.", Assert.Throws<FormatException>(() => PayloadHash.Parse(text)).Message);
    }

    [Fact]
    public void Of_all_bytes_just_sixteen_are_read()
    {
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            var text = Encoding.ASCII.GetBytes(Known.OfAbc);
            text[value % text.Length] = (byte)value;

            Assert.Equal(value is (>= '0' and <= '9') or (>= 'a' and <= 'f'), PayloadHash.TryParse(text, null, out _));
        }
    }

    [Fact]
    public void Upper_case_is_read_only_where_that_was_asked_for()
    {
        var lower = AnyCaseHash.Parse(Known.OfAbc);

        Assert.Equal(lower, AnyCaseHash.Parse(Known.OfAbc.ToUpperInvariant()));
        Assert.Equal(lower, AnyCaseHash.Parse("sha256:" + Known.OfAbc.ToUpperInvariant()));
        Assert.Equal(lower, AnyCaseHash.Parse(Encoding.ASCII.GetBytes("BA" + Known.OfAbc[2..])));
        Assert.Equal(Known.OfAbc, lower.ToString());
        Assert.False(AnyCaseHash.TryParse("SHA256:" + Known.OfAbc, out _));
        Assert.Equal(
            "AnyCaseHash takes 64 hexadecimal characters: 'G' at index 3 is not one of them.",
            Assert.Throws<FormatException>(() => AnyCaseHash.Parse(Known.OfAbc[..3] + "G" + Known.OfAbc[4..])).Message);
    }

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void A_bad_text_is_never_tried_with_success(string text, string message)
    {
        Assert.NotEmpty(message);
        PayloadHash hash;
        Assert.False(PayloadHash.TryParse(text, out hash) || !hash.IsDefault);
        Assert.False(PayloadHash.TryParse(text.AsSpan(), out hash) || !hash.IsDefault);
        Assert.False(PayloadHash.TryParse(text, null, out hash) || !hash.IsDefault);
        Assert.False(PayloadHash.TryParse(text.AsSpan(), null, out hash) || !hash.IsDefault);
        Assert.False(PayloadHash.TryParse(Encoding.UTF8.GetBytes(text), null, out hash) || !hash.IsDefault);
    }

    [Fact]
    public void Null_is_refused_by_name_and_tried_without_success()
    {
        Assert.Equal("s", Assert.Throws<ArgumentNullException>(() => PayloadHash.Parse((string)null!)).ParamName);
        Assert.Equal("s", Assert.Throws<ArgumentNullException>(() => PayloadHash.Parse((string)null!, null)).ParamName);
        Assert.False(PayloadHash.TryParse(null, out _));
        Assert.False(PayloadHash.TryParse((string?)null, null, out _));
    }

    [Fact]
    public void Every_kind_of_text_is_tried_and_the_compiler_follows()
    {
        string? text = Known.OfAbc;
        var characters = text.ToCharArray();

        Assert.True(PayloadHash.TryParse(characters, out var hash) && PayloadHash.TryParse(characters.AsSpan(), out hash) && PayloadHash.TryParse(text.AsMemory().Span, out hash));
        Assert.False(PayloadHash.TryParse(default, out _) || PayloadHash.TryParse([], out _) || PayloadHash.TryParse((char[]?)null, out _));
        text = Environment.GetEnvironmentVariable("GUARDED_NOT_SET");
        Assert.Equal(0, PayloadHash.TryParse(text, out hash) ? text.Length : 0); // no warning that it may be null
        Assert.Equal([Known.OfAbc], new[] { Known.OfAbc }.Select(PayloadHash.Parse).Select(found => found.ToString()));
        Assert.True(TryAs<PayloadHash>(PayloadHash.TryParse, Known.OfAbc, out _));
    }

    [Fact]
    public void Of_all_characters_just_sixteen_are_read()
    {
        Span<char> text = stackalloc char[64];
        for (int character = 0; character <= char.MaxValue; character++)
        {
            int index = character % text.Length;
            Known.OfAbc.CopyTo(text);
            text[index] = (char)character;

            bool isHex = character is (>= '0' and <= '9') or (>= 'a' and <= 'f');
            Assert.Equal(isHex, PayloadHash.TryParse(text, out var hash));
            Assert.Equal(isHex, !hash.IsDefault);
        }
    }

    [Theory]
    [InlineData(Known.OfNothing)]
    [InlineData(Known.OfAbc)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("1000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void A_hash_comes_back_from_its_text(string text)
    {
        Assert.Equal(text, PayloadHash.Parse(text).ToString());
        Assert.Equal(text, PayloadHash.Parse(text.AsSpan()).ToString());
        Assert.True(PayloadHash.TryParse(text, out var hash));
        Assert.Equal(text, hash.ToString());
        Assert.True(PayloadHash.TryParse(text.AsSpan(), out hash));
        Assert.Equal(text, hash.ToString());
    }

    [Fact]
    public void Generic_parsing_reaches_it()
    {
        Assert.Equal(Known.OfAbc, Parse<PayloadHash>(Known.OfAbc).ToString());
        Assert.Equal(Known.OfAbc, ParseSpan<PayloadHash>(Known.OfAbc).ToString());
        Assert.Equal(Known.OfAbc, ParseUtf8<PayloadHash>(Encoding.ASCII.GetBytes(Known.OfAbc)).ToString());
    }

    [Fact]
    public void A_hash_comes_back_from_its_bytes()
    {
        var bytes = Convert.FromHexString(Known.OfAbc);
        var copy = new byte[40];
        PayloadHash.FromBytes(bytes).CopyTo(copy);

        Assert.Equal([.. bytes, 0, 0, 0, 0, 0, 0, 0, 0], copy);
        Assert.Equal(PayloadHash.Parse(Known.OfAbc), PayloadHash.FromBytes(bytes));
        Assert.Equal(32, PayloadHash.SizeInBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Bytes_of_a_wrong_length_are_refused(int length)
    {
        var exception = Assert.Throws<ArgumentException>(() => PayloadHash.FromBytes(new byte[length]));

        Assert.Equal("bytes", exception.ParamName);
        Assert.StartsWith($"PayloadHash takes 32 bytes, but {length} were given.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_all_zero_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => PayloadHash.FromBytes(new byte[32]));

        Assert.Equal("bytes", exception.ParamName);
        Assert.StartsWith("All bytes are zero, which means \"unset\" and is no PayloadHash.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_destination_that_is_too_short_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => PayloadHash.Parse(Known.OfAbc).CopyTo(new byte[31]));

        Assert.Equal("destination", exception.ParamName);
        Assert.StartsWith("PayloadHash needs 32 bytes, but the destination has 31.", exception.Message, StringComparison.Ordinal);
    }

    private delegate bool Trying<T>(string? text, out T result);

    private static bool TryAs<T>(Trying<T> tryParse, string? text, out T result) => tryParse(text, out result);

    private static T Parse<T>(string text)
        where T : IParsable<T> => T.Parse(text, null);

    private static T ParseSpan<T>(ReadOnlySpan<char> text)
        where T : ISpanParsable<T> => T.Parse(text, null);

    private static T ParseUtf8<T>(ReadOnlySpan<byte> text)
        where T : IUtf8SpanParsable<T> => T.Parse(text, null);
}
