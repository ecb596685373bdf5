using System.Globalization;
using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class FormattingTests
{
    private static readonly PayloadHash Abc = PayloadHash.Parse(Known.OfAbc);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    public void The_known_formats_all_mean_lower_case(string? format)
    {
        Span<char> text = stackalloc char[64];

        Assert.Equal(Known.OfAbc, Abc.ToString(format, CultureInfo.InvariantCulture));
        Assert.True(Abc.TryFormat(text, out int written, format, CultureInfo.InvariantCulture));
        Assert.Equal((64, Known.OfAbc), (written, text.ToString()));
    }

    [Theory]
    [InlineData("x2")]
    [InlineData(" ")]
    [InlineData("N")]
    [InlineData("B")]
    [InlineData("xx")]
    public void Any_other_format_is_refused_with_what_to_write(string format)
    {
        string message = $"\"{format}\" is not a format of PayloadHash: write \"x\" or nothing (lower-case hexadecimal), \"X\" (upper-case), \"b\" (base64url) or \"p\" (\"sha256:\" and lower-case).";

        Assert.Equal(message, Assert.Throws<FormatException>(() => Abc.ToString(format, null)).Message);
        Assert.Equal(message, Assert.Throws<FormatException>(() => Abc.TryFormat(new char[64], out _, format)).Message);
        Assert.Equal(message, Assert.Throws<FormatException>(() => Abc.TryFormat(new byte[64], out _, format)).Message);
    }

    [Fact]
    public void It_can_stand_in_an_interpolated_string() =>
        Assert.Equal($"({Known.OfAbc}, {Known.OfAbc})", string.Create(CultureInfo.InvariantCulture, $"({Abc}, {Abc:x})"));

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void A_destination_that_is_too_short_gets_nothing(int length)
    {
        Assert.False(Abc.TryFormat(new char[length], out int written));
        Assert.Equal(0, written);
    }

    [Fact]
    public void A_longer_destination_is_left_alone_after_the_end()
    {
        var text = new char[66];
        text.AsSpan().Fill('.');

        Assert.True(Abc.TryFormat(text, out int written));
        Assert.Equal((64, Known.OfAbc + ".."), (written, new string(text)));
    }
}
