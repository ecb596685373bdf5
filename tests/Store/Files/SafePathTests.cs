using Guarded.Store.Files;

namespace Guarded.Store.Tests.Files;

public sealed class SafePathTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c.txt")]
    [InlineData(".hidden/..two dots first")]
    [InlineData("a...b/with space in it")]
    [InlineData("grün/日本/😀")]
    [InlineData("console/com10/auxiliary.con")]
    [InlineData("-rf/~/$HOME/%TEMP%")]
    [InlineData("backup~/~x/a~1b/longerthan8~1.txt/file~1.json/file~1.a.b")]
    public void A_plain_name_is_a_path_below_the_root(string name)
    {
        var expected = Path.Combine([_root.Path, .. name.Split('/')]);
        Assert.Equal(expected, SafePath.Combine(_root.Path, name));
        Assert.Equal(expected, SafePath.Combine(_root.Path + "/", name));
        Assert.True(SafePath.TryCombine(_root.Path, name, out var path));
        Assert.Equal(expected, path);
    }

    [Theory]
    [InlineData("", PathFault.Empty)]
    [InlineData("/etc/passwd", PathFault.Rooted)]
    [InlineData("//server/share", PathFault.Rooted)]
    [InlineData("c:/windows", PathFault.DriveLetter)]
    [InlineData("Z:file", PathFault.DriveLetter)]
    [InlineData("file.txt:hidden", PathFault.AlternateStream)]
    [InlineData("a/b::$DATA", PathFault.AlternateStream)]
    [InlineData("1:2", PathFault.AlternateStream)]
    [InlineData("..", PathFault.ParentDirectory)]
    [InlineData("../a", PathFault.ParentDirectory)]
    [InlineData("a/../b", PathFault.ParentDirectory)]
    [InlineData("a/..", PathFault.ParentDirectory)]
    [InlineData("..\\a", PathFault.Backslash)]
    [InlineData("\\\\server\\share", PathFault.Backslash)]
    [InlineData("a\0.txt", PathFault.ControlCharacter)]
    [InlineData("a\n", PathFault.ControlCharacter)]
    [InlineData("\u001b[2J", PathFault.ControlCharacter)]
    [InlineData("a\u007f", PathFault.ControlCharacter)]
    [InlineData("a//b", PathFault.EmptySegment)]
    [InlineData("a/", PathFault.EmptySegment)]
    [InlineData(".", PathFault.TrailingDotOrSpace)]
    [InlineData("./a", PathFault.TrailingDotOrSpace)]
    [InlineData("...", PathFault.TrailingDotOrSpace)]
    [InlineData("a./b", PathFault.TrailingDotOrSpace)]
    [InlineData("a /b", PathFault.TrailingDotOrSpace)]
    [InlineData("CON", PathFault.ReservedName)]
    [InlineData("a/nul.tar.gz", PathFault.ReservedName)]
    [InlineData("com¹", PathFault.ReservedName)]
    [InlineData("Lpt9 .txt", PathFault.ReservedName)]
    [InlineData("conin$", PathFault.ReservedName)]
    [InlineData("longfi~1.txt", PathFault.ShortName)]
    [InlineData("PROGRA~1/a", PathFault.ShortName)]
    [InlineData("a/ab12~345.c", PathFault.ShortName)]
    [InlineData("~1", PathFault.ShortName)]
    [InlineData("a*", PathFault.Wildcard)]
    [InlineData("a/?", PathFault.Wildcard)]
    [InlineData("a<b", PathFault.Wildcard)]
    [InlineData("a>b", PathFault.Wildcard)]
    [InlineData("a|b", PathFault.Wildcard)]
    [InlineData("\"a\"", PathFault.Wildcard)]
    public void A_name_that_could_mean_another_place_is_refused_with_its_reason(string name, PathFault fault)
    {
        var refused = Assert.Throws<UnsafePathException>(() => SafePath.Combine(_root.Path, name));
        Assert.Equal(fault, refused.Fault);
        Assert.Equal(name, refused.Name);
        Assert.DoesNotContain(refused.Message, char.IsControl);
        Assert.False(SafePath.TryCombine(_root.Path, name, out var path));
        Assert.Null(path);
    }

    // The half is no inline data: test runners hand names on in UTF-8.
    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void Half_a_surrogate_pair_is_refused(int half) =>
        Assert.Equal(PathFault.BrokenUnicode, Assert.Throws<UnsafePathException>(() => SafePath.Combine(_root.Path, $"a{(char)half}b")).Fault);

    [Fact]
    public void Length_is_bounded_in_bytes_as_the_file_system_counts()
    {
        Assert.True(SafePath.TryCombine(_root.Path, new string('a', 255), out _));
        Assert.True(SafePath.TryCombine(_root.Path, new string('ü', 127), out _));
        foreach (var name in new[] { new string('a', 256), new string('ü', 128), string.Join('/', Enumerable.Repeat("segment", 1000)) })
        {
            var refused = Assert.Throws<UnsafePathException>(() => SafePath.Combine(_root.Path, name));
            Assert.Equal(PathFault.TooLong, refused.Fault);
            Assert.InRange(refused.Message.Length, 1, 1000);
        }
    }

    [Fact]
    public void A_link_below_the_root_is_refused_wherever_it_lies_and_leads_and_one_above_is_not()
    {
        Directory.CreateDirectory(_root["root/folder"]);
        Directory.CreateDirectory(_root["elsewhere"]);
        Directory.CreateSymbolicLink(_root["root/out"], _root["elsewhere"]);
        Directory.CreateSymbolicLink(_root["root/folder/in"], _root["root"]);
        File.CreateSymbolicLink(_root["root/dangling"], _root["elsewhere/new"]);
        Directory.CreateSymbolicLink(_root["alias"], _root["root"]);
        foreach (var name in new[] { "out", "out/file", "folder/in/file", "dangling" })
        {
            Assert.Equal(PathFault.SymbolicLink, Assert.Throws<UnsafePathException>(() => SafePath.Combine(_root["root"], name)).Fault);
            Assert.False(SafePath.TryCombine(_root["root"], name, out _));
        }
        Assert.Equal(_root["alias/folder/file"], SafePath.Combine(_root["alias"], "folder/file"));
    }

    [Fact]
    public void A_relative_root_starts_at_the_current_directory_and_the_systems_root_is_one_too()
    {
        Assert.Equal(Path.GetFullPath("some/folder/file"), SafePath.Combine("some/folder", "file"));
        var top = Path.GetPathRoot(_root.Path)!;
        Assert.Equal(Path.Combine(top, "no-such-file"), SafePath.Combine(top, "no-such-file"));
    }

    [Fact]
    public void Arguments_that_are_not_there_are_argument_errors()
    {
        Assert.Throws<ArgumentNullException>(() => SafePath.Combine(null!, "a"));
        Assert.Throws<ArgumentException>(() => SafePath.Combine("", "a"));
        Assert.Throws<ArgumentNullException>(() => SafePath.Combine(_root.Path, null!));
        Assert.False(SafePath.TryCombine(_root.Path, null, out _));
        Assert.Throws<ArgumentNullException>(() => SafePath.IsWithin(null!, "a"));
        Assert.Throws<ArgumentException>(() => SafePath.IsWithin("a", ""));
    }

    [Theory]
    [InlineData("/a/b", "/a/b/c", true)]
    [InlineData("/a/b/", "/a/b/c", true)]
    [InlineData("/a/b", "/a/b/c/", true)]
    [InlineData("/a/b", "/a/bc", false)]
    [InlineData("/a/b/", "/a/bc", false)]
    [InlineData("/a/b", "/a", false)]
    [InlineData("/a/b", "/a/b", false)]
    [InlineData("/a/b", "/a/b/", false)]
    [InlineData("/a/b/", "/a/b", false)]
    [InlineData("/a/b", "/a/b/.", false)]
    [InlineData("/a/b", "/a/b/c/..", false)]
    [InlineData("/a/b", "/a/b/../b/c", true)]
    [InlineData("/a/b", "/a/b/../bc", false)]
    [InlineData("/a/b/../b", "/a/b/c", true)]
    [InlineData("/a/b", "/a/b/..c", true)]
    [InlineData("/", "/a", true)]
    [InlineData("/", "/", false)]
    [InlineData("a/b", "a/b/c", true)]
    [InlineData(".", "a", true)]
    [InlineData("a", "../a", false)]
    public void Within_is_strictly_below(string root, string path, bool within) => Assert.Equal(within, SafePath.IsWithin(root, path));

    [Fact]
    public void Case_is_the_systems() =>
        Assert.Equal(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), SafePath.IsWithin("/a/b", "/A/b/c"));
}
