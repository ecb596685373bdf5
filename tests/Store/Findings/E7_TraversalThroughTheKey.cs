using System.Text.RegularExpressions;
using Guarded.Store.Attachments;
using Guarded.Store.Files;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Findings;

/// <summary>A key that is cut into a path without being parsed, or parsed by a pattern that lets too much through (also L7).</summary>
public sealed partial class E7_TraversalThroughTheKey : IDisposable
{
    private const string Escaping = "../escaped";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Naive_a_key_writes_outside_the_root()
    {
        Directory.CreateDirectory(_folder["root"]);
        File.WriteAllText(Path.Combine(_folder["root"], Escaping), "content");
        Assert.Equal(["escaped"], _folder.Files());
    }

    [Fact]
    public void Naive_the_pattern_of_a_hash_accepts_a_line_break_after_it() =>
        Assert.Matches(HexToTheEnd(), new string('a', 64) + "\n");

    [Theory]
    [InlineData(Escaping)]
    [InlineData("/rooted")]
    [InlineData("a/../../escaped")]
    [InlineData("a\\..\\escaped")]
    [InlineData("a\0b")]
    [InlineData("a\n")]
    [InlineData("con")]
    [InlineData("Upper")]
    [InlineData("")]
    public void Guarded_what_is_no_key_never_becomes_a_path(string key)
    {
        Assert.False(ObjectKey.TryParse(key, out _));
        Assert.False(PayloadHash.TryParse(key, out _));
        Assert.False(AttachmentId.TryParse(key, out _));
    }

    [Fact]
    public void Guarded_a_hash_is_its_64_digits_and_nothing_after_them()
    {
        var hash = new string('a', 64);
        Assert.True(PayloadHash.TryParse(hash, out _));
        Assert.False(PayloadHash.TryParse(hash + "\n", out _));
        Assert.False(AttachmentId.TryParse(hash[..32] + "\n", out _));
    }

    [Fact]
    public void Guarded_a_path_from_outside_is_held_in_its_root() =>
        Assert.Throws<UnsafePathException>(() => SafePath.Combine(_folder.Path, Escaping));

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex HexToTheEnd();
}
