using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Objects;

public sealed class ObjectKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("payloads/ab/abcdef")]
    [InlineData("with.dots/and-dashes/and_underscores/0123")]
    [InlineData("console/auxiliary/com10")]
    public void A_key_reads_as_it_is_written(string text) => Assert.Equal(text, ObjectKey.Parse(text).ToString());

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("/rooted", "0 characters")]
    [InlineData("a//b", "0 characters")]
    [InlineData("a/", "0 characters")]
    [InlineData("..", "begins with '.'")]
    [InlineData("a/../b", "begins with '.'")]
    [InlineData(".hidden", "begins with '.'")]
    [InlineData("a.", "ends with '.'")]
    [InlineData("back\\slash", "U+005C")]
    [InlineData("Upper", "U+0055")]
    [InlineData("new\nline", "U+000A")]
    [InlineData("end\n", "U+000A")]
    [InlineData("nul\0", "U+0000")]
    [InlineData("c:", "U+003A")]
    [InlineData("ümlaut", "U+00FC")]
    [InlineData("a/con", "device name")]
    [InlineData("com1.txt", "device name")]
    public void What_could_leave_the_root_or_meet_another_key_is_no_key(string text, string fault)
    {
        Assert.Contains(fault, Assert.Throws<FormatException>(() => ObjectKey.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(ObjectKey.TryParse(text, out _));
    }

    [Fact]
    public void Length_is_bounded()
    {
        Assert.True(ObjectKey.TryParse(new string('a', ObjectKey.MaxSegmentLength), out _));
        Assert.False(ObjectKey.TryParse(new string('a', ObjectKey.MaxSegmentLength + 1), out _));
        Assert.False(ObjectKey.TryParse(string.Join('/', Enumerable.Repeat("segment", 100)), out _));
    }
}
