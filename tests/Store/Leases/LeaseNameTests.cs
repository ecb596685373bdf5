using Guarded.Store.Leases;

namespace Guarded.Store.Tests.Leases;

public sealed class LeaseNameTests
{
    [Theory]
    [InlineData("rebuild")]
    [InlineData("things/one/two-3_4.5")]
    [InlineData("lease")]
    public void A_name_is_read_back_as_it_was_written(string text)
    {
        Assert.Equal(text, LeaseName.Parse(text).ToString());
        Assert.True(LeaseName.TryParse(text, out var name));
        Assert.Equal(LeaseName.Parse(text), name);
        Assert.Equal(LeaseName.Parse(text).GetHashCode(), name.GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("../up")]
    [InlineData("Upper")]
    [InlineData("line\n")]
    [InlineData("con")]
    [InlineData("a.lease")]
    [InlineData("a.lease/b")]
    public void What_is_no_name_is_refused_and_named(string text)
    {
        Assert.Contains($"'{text}' is no name of a lease", Assert.Throws<FormatException>(() => LeaseName.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(LeaseName.TryParse(text, out _));
    }

    [Fact]
    public void A_name_is_as_long_as_the_keys_allow_that_are_made_of_it()
    {
        var folder = new string('a', 190);
        Assert.True(LeaseName.TryParse($"{folder}/{folder}/{new string('b', 96)}", out _));
        Assert.False(LeaseName.TryParse($"{folder}/{folder}/{new string('b', 97)}", out _));
        Assert.True(LeaseName.TryParse(new string('a', 194), out _));
        Assert.False(LeaseName.TryParse(new string('a', 195), out _));
    }
}
