using System.Text;
using Guarded.Store.Files;

namespace Guarded.Store.Tests.Files;

public sealed class AtomicFileCreateNewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["claim"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_free_name_is_taken_once_and_what_is_there_stays()
    {
        Assert.True(AtomicFile.TryCreateNewBytes(Target, "first"u8));
        Assert.False(AtomicFile.TryCreateNewBytes(Target, "second"u8));
        Assert.False(await AtomicFile.TryCreateNewBytesAsync(Target, "third"u8.ToArray()));
        Assert.False(AtomicFile.TryCreateNewText(Target, "fourth"));
        Assert.False(await AtomicFile.TryCreateNewTextAsync(Target, "fifth"));
        Assert.Equal("first", File.ReadAllText(Target));
        Assert.Equal(["claim"], _folder.Files());
    }

    [Fact]
    public async Task Text_is_written_as_WriteAllText_writes_it()
    {
        Assert.True(AtomicFile.TryCreateNewText(_folder["a"], "grün"));
        Assert.True(await AtomicFile.TryCreateNewTextAsync(_folder["b"], "grün"));
        Assert.True(AtomicFile.TryCreateNewText(_folder["c"], "grün", Encoding.Unicode));
        Assert.True(await AtomicFile.TryCreateNewTextAsync(_folder["d"], "grün", Encoding.Unicode));
        AtomicFile.WriteAllText(_folder["plain"], "grün");
        AtomicFile.WriteAllText(_folder["encoded"], "grün", Encoding.Unicode);
        foreach (var (name, like) in new[] { ("a", "plain"), ("b", "plain"), ("c", "encoded"), ("d", "encoded") })
            Assert.Equal(File.ReadAllBytes(_folder[like]), File.ReadAllBytes(_folder[name]));
    }

    [Fact]
    public async Task Of_many_that_claim_a_name_at_once_exactly_one_gets_it()
    {
        for (var round = 0; round < 50; round++)
        {
            var path = _folder[$"round{round}"];
            var winners = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
                (writer, won: AtomicFile.TryCreateNewText(path, $"{writer}")))));
            var winner = Assert.Single(winners, claim => claim.won);
            Assert.Equal($"{winner.writer}", File.ReadAllText(path));
        }
    }

    [Fact]
    public void A_name_that_a_folder_or_a_link_has_is_taken_and_no_link_is_followed()
    {
        Directory.CreateDirectory(_folder["folder"]);
        File.CreateSymbolicLink(_folder["dangling"], _folder["elsewhere"]);
        Assert.False(AtomicFile.TryCreateNewText(_folder["folder"], "x"));
        Assert.False(AtomicFile.TryCreateNewText(_folder["dangling"], "x"));
        Assert.False(File.Exists(_folder["elsewhere"]));
    }

    [Fact]
    public async Task A_cancelled_creation_leaves_the_name_free()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFile.TryCreateNewTextAsync(Target, "x", cancelled.Token));
        Assert.True(AtomicFile.TryCreateNewText(Target, "x"));
    }

    [Fact]
    public void A_stream_claims_its_name_when_it_is_committed()
    {
        using var first = AtomicFile.CreateNew(Target);
        using var second = AtomicFile.CreateNew(Target);
        first.Write("first"u8);
        second.Write("second"u8);
        second.Commit();
        var taken = Assert.Throws<NameTakenException>(first.Commit);
        Assert.Equal(Target, taken.Path);
        Assert.Equal("second", File.ReadAllText(Target));
        Assert.Throws<InvalidOperationException>(first.Commit);
    }
}
