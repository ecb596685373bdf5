using System.Diagnostics;
using System.Reflection;
using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class DefaultValueTests
{
    private const string Message = "This PayloadHash is default: it was never computed or parsed.";

    [Fact]
    public void It_says_that_it_is_default()
    {
        Assert.True(default(PayloadHash).IsDefault);
        Assert.True(Assert.Single(new PayloadHash[1]).IsDefault);
        Assert.False(PayloadHash.Parse(Known.OfAbc).IsDefault);
        Assert.False(PayloadHash.Parse(new string('0', 63) + "1").IsDefault);
    }

    [Fact]
    public void It_can_be_neither_written_nor_copied()
    {
        PayloadHash unset = default;

        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => unset.ToString()).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => unset.ToString("x", null)).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => unset.TryFormat(new char[64], out _)).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => unset.TryFormat(Span<char>.Empty, out _)).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => unset.TryFormat(Span<byte>.Empty, out _)).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => unset.ToString("b", null)).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => unset.CopyTo(new byte[32])).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => $"{unset}").Message);
    }

    [Fact]
    public void It_can_be_compared()
    {
        PayloadHash unset = default;
        var set = PayloadHash.Parse(Known.OfAbc);

        Assert.True(unset == new PayloadHash());
        Assert.Equal(unset.GetHashCode(), new PayloadHash().GetHashCode());
        Assert.True(unset != set);
        Assert.False(unset.Equals((object)set));
        Assert.False(unset.Equals(null));
        Assert.True(unset < set && unset <= new PayloadHash() && set > unset);
    }

    [Fact]
    public void A_debugger_can_show_it()
    {
        Assert.Equal("default", Shown(default));
        Assert.Equal(Known.OfAbc, Shown(PayloadHash.Parse(Known.OfAbc)));
    }

    private static object? Shown(PayloadHash hash)
    {
        var display = typeof(PayloadHash).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value;
        Assert.Equal("{DebuggerText,nq}", display);
        return typeof(PayloadHash).GetProperty("DebuggerText", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(hash);
    }
}
