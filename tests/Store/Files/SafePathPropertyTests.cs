using Guarded.Store.Files;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Files;

/// <summary>Names and paths made by chance, from the pieces that traversals are made of.</summary>
public sealed class SafePathPropertyTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 5_000;

    private static readonly string[] Pieces =
    [
        "..", ".", "/", "/", "/", "\\", "a", "b", "folder", "link", "file-link", "C:", ":", " ", "\0", "\n", "con", "nul.txt",
        "outside", "root", "\uD800", "ü", "../", "..\\", "%2e%2e", "．．", "~", "-", "*", "long-long-long-long-long-long-long-long",
    ];

    private readonly TemporaryFolder _disk = new();

    private string Root => _disk["root"];

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void Whatever_the_name_nothing_is_written_outside_the_root()
    {
        var random = Seeded.Random(output);
        Directory.CreateDirectory(_disk["root/folder"]);
        Directory.CreateDirectory(_disk["outside"]);
        File.WriteAllText(_disk["outside/secret"], "untouched");
        Directory.CreateSymbolicLink(_disk["root/link"], "../outside");
        Directory.CreateSymbolicLink(_disk["root/folder/link"], _disk["outside"]);
        File.CreateSymbolicLink(_disk["root/file-link"], "../outside/secret");

        int written = 0, refused = 0, naiveEscapes = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var name = string.Concat(random.GetItems(Pieces, random.Next(1, 8)));
            if (SafePath.TryCombine(Root, name, out var path))
                written += TryWrite(path) ? 1 : 0;
            else
                refused++;
            naiveEscapes += NaiveEscapes(name) ? 1 : 0;
        }

        output.WriteLine($"{written} written, {refused} refused, {naiveEscapes} would have escaped from the naive combination");
        Assert.Equal(["secret"], Directory.EnumerateFileSystemEntries(_disk["outside"]).Select(Path.GetFileName));
        Assert.Equal("untouched", File.ReadAllText(_disk["outside/secret"]));
        Assert.Equal(["outside", "root"], Directory.EnumerateFileSystemEntries(_disk.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.InRange(written, Rounds / 50, Rounds);
        Assert.InRange(naiveEscapes, Rounds / 50, Rounds);
    }

    [Fact]
    public void A_name_of_plain_segments_comes_back_as_it_went_in()
    {
        var random = Seeded.Random(output);
        const string plain = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_+=@#!(){}[]'üñ日";
        for (var round = 0; round < Rounds; round++)
        {
            var name = string.Join('/', Enumerable.Range(0, random.Next(1, 6)).Select(_ => string.Concat(random.GetItems<char>(plain, random.Next(5, 20)))));
            Assert.Equal(name, Path.GetRelativePath(Root, SafePath.Combine(Root, name)).Replace('\\', '/'));
        }
    }

    [Fact]
    public void Within_agrees_with_the_segments_one_by_one()
    {
        var random = Seeded.Random(output);
        var within = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var root = random.GetItems(Segments, random.Next(0, 4));
            var path = random.Next(2) == 0 ? random.GetItems(Segments, random.Next(0, 6)) : [.. root, .. random.GetItems(Segments, random.Next(0, 3))];
            var expected = path.Length > root.Length && root.SequenceEqual(path.Take(root.Length));
            within += expected ? 1 : 0;
            Assert.Equal(expected, SafePath.IsWithin(Written(root, random), Written(path, random)));
        }
        Assert.InRange(within, Rounds / 10, Rounds * 9 / 10);
    }

    private static readonly string[] Segments = ["a", "b", "ab", "a.b", "..a", "a b"];

    // The same path in one of the many ways to write it.
    private static string Written(string[] segments, Random random)
    {
        var text = "";
        foreach (var segment in segments)
            text += random.Next(5) switch
            {
                0 => "//",
                1 => "/./",
                2 => "/x/../",
                _ => "/",
            } + segment;
        return text.Length == 0 ? "/" : text + (random.Next(3) == 0 ? "/" : "");
    }

    private static bool TryWrite(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "below the root");
            return true;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return false; // an earlier name has a file where this one needs a folder, or the other way round
        }
    }

    // By its path alone: the links that the naive combination would follow as well are not counted.
    private bool NaiveEscapes(string name)
    {
        if (name.Contains('\0'))
            return false; // the system refuses it
        var path = Path.GetFullPath(Path.Combine(Root, name));
        return path != Root && !path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
