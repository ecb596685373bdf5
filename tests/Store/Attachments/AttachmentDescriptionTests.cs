using Guarded.Store.Attachments;

namespace Guarded.Store.Tests.Attachments;

public sealed class AttachmentDescriptionTests
{
    private static readonly AttachmentDescription Png = new("image/png");

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/vnd.api+json")]
    [InlineData("Text/PLAIN")]
    [InlineData("text/plain;charset=utf-8")]
    [InlineData("text/plain ; charset=utf-8;format=flowed")]
    [InlineData("text/plain; title=\"a; \\\"quoted\\\" text\"")]
    [InlineData("text/plain; empty=\"\"")]
    [InlineData("text/plain;")]
    [InlineData("text/plain;; a=b")]
    public void A_media_type_is_kept_as_it_is_given(string mediaType) => Assert.Equal(mediaType, new AttachmentDescription(mediaType).MediaType);

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("image", "character 5")]
    [InlineData("image/", "character 6")]
    [InlineData("/png", "character 0")]
    [InlineData("image//png", "character 6")]
    [InlineData(" image/png", "character 0")]
    [InlineData("image/png ", "character 10")]
    [InlineData("image/png\n", "character 9")]
    [InlineData("image/png\r\nX-Evil: 1", "character 9")]
    [InlineData("image/pñg", "character 7")]
    [InlineData("text/plain charset=utf-8", "character 11")]
    [InlineData("text/plain; charset", "name=value")]
    [InlineData("text/plain; charset=", "name=value")]
    [InlineData("text/plain; charset =utf-8", "name=value")]
    [InlineData("text/plain; a=\"open", "name=value")]
    [InlineData("text/plain; a=\"open\\", "name=value")]
    [InlineData("text/plain; a=\"line\nbreak\"", "name=value")]
    [InlineData("*/*, image/png", "character 3")]
    public void What_is_no_media_type_is_refused_with_the_place(string mediaType, string fault)
    {
        var failure = Assert.Throws<ArgumentException>(() => new AttachmentDescription(mediaType));
        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
        Assert.Equal("MediaType", failure.ParamName);
    }

    [Fact]
    public void A_media_type_is_no_longer_than_255_characters()
    {
        Assert.Equal(255, new AttachmentDescription("a/" + new string('b', 253)).MediaType.Length);
        Assert.Throws<ArgumentException>(() => new AttachmentDescription("a/" + new string('b', 254)));
        Assert.Throws<ArgumentNullException>(() => new AttachmentDescription(null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_size_is_above_zero(int size)
    {
        Assert.Equal("Width", Assert.Throws<ArgumentOutOfRangeException>(() => Png with { Width = size }).ParamName);
        Assert.Equal("Height", Assert.Throws<ArgumentOutOfRangeException>(() => Png with { Height = size }).ParamName);
        Assert.Equal((1, int.MaxValue, null), (Png with { Width = 1, Height = int.MaxValue }) is var sized ? (sized.Width, sized.Height, Png.Width) : default);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_everywhere()
    {
        foreach (var text in new[] { "\ud800", "a\udc00b", "\udc00\ud800" })
        {
            foreach (var make in new Func<object>[] { () => Png with { Label = text }, () => With(text, ""), () => With("key", text) })
                Assert.Contains("half a surrogate pair", Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("\0", "U+0000")]
    [InlineData("\u0085", "U+0085")]
    public void A_metadata_key_has_something_in_it_and_no_control_character(string key, string fault) =>
        Assert.Contains(fault, Assert.Throws<ArgumentException>(() => With(key, "")).Message, StringComparison.Ordinal);

    [Fact]
    public void Lengths_are_bounded()
    {
        Assert.Equal(AttachmentDescription.MaxLabelLength, (Png with { Label = new string('x', AttachmentDescription.MaxLabelLength) }).Label!.Length);
        Assert.Throws<ArgumentException>(() => Png with { Label = new string('x', AttachmentDescription.MaxLabelLength + 1) });
        Assert.Single(With(new string('k', AttachmentDescription.MaxMetadataKeyLength), "").Metadata);
        Assert.Throws<ArgumentException>(() => With(new string('k', AttachmentDescription.MaxMetadataKeyLength + 1), ""));
        Assert.Single(With("k", new string('v', AttachmentDescription.MaxMetadataLength - 1)).Metadata);
        Assert.Throws<ArgumentException>(() => With("k", new string('v', AttachmentDescription.MaxMetadataLength)));
        Assert.Throws<ArgumentException>(() => With("k", null!));
        Assert.Throws<ArgumentNullException>(() => Png with { Metadata = null! });
    }

    [Fact]
    public void Descriptions_that_say_the_same_are_equal_and_keep_a_copy()
    {
        var given = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" };
        var one = Png with { Metadata = given };
        given["a"] = "changed";
        var same = Png with { Metadata = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };
        Assert.Equal(same, one);
        Assert.Equal(same.GetHashCode(), one.GetHashCode());
        Assert.NotEqual(same, Png with { Metadata = given });
        Assert.NotEqual(same, Png);
        Assert.NotEqual(same, same with { Label = "" });
    }

    private static AttachmentDescription With(string key, string value) => Png with { Metadata = new Dictionary<string, string> { [key] = value } };
}
