using Guarded.Store.Files;

namespace Guarded.Store.Tests.Files;

/// <summary>A name from outside that writes outside its folder: the naive containment check beside ours.</summary>
public sealed class EscapingNameTests : IDisposable
{
    private readonly TemporaryFolder _disk = new();

    public EscapingNameTests()
    {
        Directory.CreateDirectory(Cache);
        Directory.CreateDirectory(_disk["cache-of-another"]);
    }

    private string Cache => _disk["cache"];

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void A_prefix_of_the_text_does_not_contain_a_key_that_goes_upwards()
    {
        Pull("../stolen", key => Path.Combine(Cache, key), path => path.StartsWith(Cache, StringComparison.Ordinal));
        Assert.Equal("from the bucket", File.ReadAllText(_disk["stolen"]));
        AssertRefused("../stolen", PathFault.ParentDirectory);
    }

    [Fact]
    public void A_prefix_without_its_separator_does_not_keep_out_the_folder_next_door()
    {
        Pull("../cache-of-another/stolen", key => Path.GetFullPath(Path.Combine(Cache, key)), path => path.StartsWith(Cache, StringComparison.Ordinal));
        Assert.Equal("from the bucket", File.ReadAllText(_disk["cache-of-another/stolen"]));
        AssertRefused("../cache-of-another/stolen", PathFault.ParentDirectory);
        Assert.False(SafePath.IsWithin(Cache, _disk["cache-of-another/stolen"]));
    }

    [Fact]
    public void A_path_that_is_below_by_its_text_is_not_where_a_planted_link_leads()
    {
        Directory.CreateSymbolicLink(Path.Combine(Cache, "link"), _disk["cache-of-another"]);
        Pull("link/stolen", key => Path.GetFullPath(Path.Combine(Cache, key)), path => path.StartsWith(Cache + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        Assert.Equal("from the bucket", File.ReadAllText(_disk["cache-of-another/stolen"]));
        AssertRefused("link/stolen", PathFault.SymbolicLink);
    }

    [Fact]
    public void A_rooted_key_replaces_the_folder_altogether()
    {
        var key = _disk["stolen"].Replace('\\', '/');
        Pull(key, key => Path.Combine(Cache, key), _ => true);
        Assert.Equal("from the bucket", File.ReadAllText(_disk["stolen"]));
        AssertRefused(key, OperatingSystem.IsWindows() ? PathFault.DriveLetter : PathFault.Rooted);
    }

    // What a cache does with each key that a bucket lists.
    private static void Pull(string key, Func<string, string> combine, Func<string, bool> isContained)
    {
        var path = combine(key);
        if (isContained(path))
            File.WriteAllText(path, "from the bucket");
    }

    private void AssertRefused(string key, PathFault fault) =>
        Assert.Equal(fault, Assert.Throws<UnsafePathException>(() => Pull(key, key => SafePath.Combine(Cache, key), _ => true)).Fault);
}
