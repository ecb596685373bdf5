using Guarded.Store.Attachments;

namespace Guarded.Store.Tests.Attachments;

public sealed class AttachmentIdTests
{
    [Fact]
    public void An_id_reads_as_it_is_written()
    {
        const string text = "00ffeeddccbbaa998877665544332211";
        Assert.Equal(text, AttachmentId.Parse(text).ToString());
        Assert.Equal(AttachmentId.Parse(text), AttachmentId.Parse(text));
        Assert.True(AttachmentId.TryParse(text, out var id));
        Assert.Equal(text, $"{id}");
        Assert.Equal(new string('0', 32), default(AttachmentId).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("00FFEEDDCCBBAA998877665544332211")]
    [InlineData("00ffeeddccbbaa99887766554433221")]
    [InlineData("00ffeeddccbbaa998877665544332211\n")]
    [InlineData("00ffeeddccbbaa99887766554433221\n")]
    [InlineData(" 0ffeeddccbbaa998877665544332211")]
    [InlineData("../../../../../../../etc/passwd..")]
    [InlineData("0000000000000000000000000000000/")]
    public void What_is_no_id_is_refused(string text)
    {
        Assert.False(AttachmentId.TryParse(text, out _));
        Assert.Contains("32 lower-case hexadecimal", Assert.Throws<FormatException>(() => AttachmentId.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_is_no_id()
    {
        Assert.False(AttachmentId.TryParse(null, out _));
        Assert.Throws<ArgumentNullException>(() => AttachmentId.Parse(null!));
    }
}
