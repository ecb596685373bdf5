using System.Runtime.Versioning;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Files;

namespace Guarded.Store.Tests.Objects;

public sealed class FileSweepTests : IDisposable
{
    private static readonly ObjectKey Key = ObjectKey.Parse("things/one");
    private static readonly byte[] Large = new byte[200_000];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task What_a_crash_left_is_swept(FolderKind kind)
    {
        using var store = Open(kind);
        await store.PutAsync(Key, Large, PutCondition.Any);
        Litter();
        Assert.Equal(new SweepResult(Removed: 1, Kept: 0), await store.SweepAsync(TimeSpan.Zero));
        Assert.Equal(["things/one"], _folder.Files());
    }

    [Theory]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task A_live_writer_is_never_touched_whoever_sweeps(FolderKind kind)
    {
        using var store = Open(kind);
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync(Large);
        using var another = Open(kind);
        Assert.Equal(new SweepResult(Removed: 0, Kept: 1), await another.SweepAsync(TimeSpan.Zero));
        Assert.True((await staged.CommitAsync(Key, PutCondition.IfAbsent)).IsStored);
        await staged.DisposeAsync();
        Assert.Equal(["things/one"], _folder.Files());
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Named)]
    [InlineData(FolderKind.Path)]
    public async Task Writers_go_on_while_others_sweep(FolderKind kind)
    {
        using var ended = new CancellationTokenSource();
        var sweeper = Task.Run(async () =>
        {
            using var store = Open(kind);
            while (!ended.IsCancellationRequested)
                await store.SweepAsync(TimeSpan.Zero);
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            using var store = Open(kind);
            for (var put = 0; put < 50; put++)
                Assert.True((await store.PutAsync(ObjectKey.Parse($"things/{writer}-{put}"), Large, PutCondition.Any)).IsStored);
        })));
        await ended.CancelAsync();
        await sweeper;
        Assert.Equal(200, _folder.Files().Count);
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Path)]
    public async Task Folders_that_a_killed_process_left_empty_are_removed(FolderKind kind)
    {
        using var store = Open(kind);
        await store.PutAsync(Key, Large, PutCondition.IfAbsent);
        Directory.CreateDirectory(_folder["things/empty/too"]);
        Directory.CreateDirectory(_folder["empty"]);
        Directory.CreateDirectory(_folder["Not the store's"]);
        await store.SweepAsync(TimeSpan.Zero);
        Assert.Equal(["things"], Directory.GetDirectories(_folder.Path).Select(Path.GetFileName).Where(name => ObjectKey.TryParse(name, out _)));
        Assert.Empty(Directory.GetDirectories(_folder["things"]));
        Assert.True(Directory.Exists(_folder["Not the store's"]));
    }

    [SkippableTheory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Path)]
    [UnsupportedOSPlatform("windows")]
    public void What_this_user_may_not_open_is_passed_by(FolderKind kind)
    {
        var staging = Directory.CreateDirectory(_folder[".staging"]);
        File.WriteAllText(_folder[".staging/.1.staging"], "another's");
        File.WriteAllText(_folder[".staging/.2.staging"], "half");
        File.SetUnixFileMode(_folder[".staging/.1.staging"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(_folder[".staging/.2.staging"], (UnixFileMode)0b110_110_110);
        staging.UnixFileMode = new DirectoryInfo(_folder.Path).UnixFileMode = (UnixFileMode)0b111_111_111;
        AnotherUser.Run(() =>
        {
            using var store = Open(kind);
            // Called on this thread: the store's own are another user's.
            Assert.Equal(new SweepResult(Removed: 1, Kept: 1), store.Staging.Sweep(DateTime.MaxValue, CancellationToken.None));
        });
        Assert.Equal([".staging/.1.staging"], _folder.Files());
    }

    [Theory]
    [InlineData(FolderKind.Unnamed)]
    [InlineData(FolderKind.Path)]
    public async Task A_staging_folder_that_somebody_made_anew_is_the_one_that_is_swept(FolderKind kind)
    {
        using var store = Open(kind);
        await store.PutAsync(Key, Large, PutCondition.IfAbsent);
        Directory.Delete(_folder[".staging"]);
        Directory.CreateDirectory(_folder[".staging"]);
        Litter();
        Assert.Equal(1, (await store.SweepAsync(TimeSpan.Zero)).Removed);
        Assert.Equal(["things/one"], _folder.Files());
    }

    [Fact]
    public async Task What_no_store_staged_is_left_alone_and_listed()
    {
        using var store = Open(FolderKind.Unnamed);
        Directory.CreateDirectory(_folder[".staging"]);
        File.WriteAllText(_folder[".staging/notes.txt"], "somebody's");
        Assert.Equal(default, await store.SweepAsync(TimeSpan.Zero));
        Assert.Equal([".staging/notes.txt"], _folder.Files());
        Assert.Equal(".staging/notes.txt", Assert.Single(await store.ListForeignAsync("").ToListAsync()).Name);
        Assert.Empty(await store.ListForeignAsync("things/").ToListAsync());
    }

    [Fact]
    public async Task A_staging_folder_that_cannot_be_listed_hides_nothing_else()
    {
        using var store = Open(FolderKind.Unnamed);
        File.CreateSymbolicLink(_folder[".staging"], "elsewhere");
        File.WriteAllText(_folder["Foreign"], "no key");
        var foreign = await store.ListForeignAsync("").ToListAsync();
        Assert.Equal([(".staging/", true), ("Foreign", false)], foreign.Select(entry => (entry.Name, entry.IsUnlisted)));
        Assert.Empty(await store.ListForeignAsync("things/").ToListAsync());
    }

    [Fact]
    public async Task What_is_young_is_left_for_the_next_sweep()
    {
        using var store = Open(FolderKind.Unnamed);
        await store.PutAsync(Key, Large, PutCondition.Any);
        Litter();
        Assert.Equal(new SweepResult(Removed: 0, Kept: 1), await store.SweepAsync(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task A_store_that_never_staged_a_file_has_nothing_to_sweep()
    {
        using var store = Open(FolderKind.Unnamed);
        Assert.Equal(default, await store.SweepAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.SweepAsync(TimeSpan.FromSeconds(-1)));
    }

    // What a killed process leaves: a staged file that nobody has open.
    private void Litter() => File.WriteAllText(_folder[".staging/.0123456789abcdef0123456789abcdef.staging"], "half");

    private FileObjectStore Open(FolderKind kind) => new(kind.Open(_folder.Path), options: null);
}
