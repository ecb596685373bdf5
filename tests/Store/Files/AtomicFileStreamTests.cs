using System.IO.Compression;
using Guarded.Store.Files;

namespace Guarded.Store.Tests.Files;

public sealed class AtomicFileStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["data.bin"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_shows_before_the_commit_and_all_after_it()
    {
        await File.WriteAllTextAsync(Target, "old");
        await using var file = AtomicFile.Create(Target);
        await using (var writer = new StreamWriter(file, leaveOpen: true))
            await writer.WriteAsync("new");
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
        await file.CommitAsync();
        Assert.Equal("new", await File.ReadAllTextAsync(Target));
        Assert.Equal(["data.bin"], _folder.Files());
    }

    [Fact]
    public async Task Disposed_without_a_commit_it_leaves_what_was_there_and_no_litter()
    {
        using (var file = AtomicFile.Create(Target))
            file.Write("lost"u8);
        Assert.Empty(_folder.Files());

        await File.WriteAllTextAsync(Target, "old");
        await using (var file = AtomicFile.Create(Target))
            await file.WriteAsync(new byte[100_000]);
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
        Assert.Equal(["data.bin"], _folder.Files());

        // The reproduction: File.Create empties the file before there is anything to put in its place.
        await using (File.Create(Target))
            Assert.Equal(0, new FileInfo(Target).Length);
    }

    [Fact]
    public void What_is_committed_is_complete()
    {
        using var file = AtomicFile.Create(Target);
        file.Write("all"u8);
        file.Commit();
        Assert.False(file.CanWrite);
        Assert.Contains("is committed", Assert.Throws<InvalidOperationException>(file.Commit).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => file.Write("more"u8));
        Assert.Equal("all", File.ReadAllText(Target));
    }

    [Fact]
    public async Task A_stream_that_a_writer_closed_says_so_and_publishes_nothing()
    {
        await using var file = AtomicFile.Create(Target);
        await using (var writer = new StreamWriter(file))
            await writer.WriteAsync("all");
        Assert.Contains("leaveOpen", (await Assert.ThrowsAsync<ObjectDisposedException>(() => file.CommitAsync())).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => file.WriteByte(1));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_write_that_was_cancelled_can_not_be_committed_as_if_it_were_whole()
    {
        await using var file = AtomicFile.Create(Target);
        await file.WriteAsync("a part"u8.ToArray());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await file.WriteAsync(new byte[100_000], new CancellationToken(canceled: true)));
        Assert.Contains("may be missing", Assert.Throws<InvalidOperationException>(file.Commit).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task A_commit_that_was_cancelled_before_it_began_publishes_nothing_and_can_be_made_again()
    {
        await using var file = AtomicFile.Create(Target);
        file.Write("all"u8);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => file.CommitAsync(new CancellationToken(canceled: true)));
        Assert.False(File.Exists(Target));
        await file.CommitAsync();
        Assert.Equal("all", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task Every_way_of_writing_ends_up_in_the_file()
    {
        await using var file = AtomicFile.Create(Target);
        using var expected = new MemoryStream();
        foreach (var stream in new Stream[] { file, expected })
        {
            stream.Write("span "u8);
            stream.Write("an array"u8.ToArray(), 3, 5);
            stream.WriteByte((byte)' ');
            await stream.WriteAsync("memory "u8.ToArray().AsMemory());
#pragma warning disable CA1835 // the overload itself is under test
            await stream.WriteAsync("an array"u8.ToArray(), 0, 8);
#pragma warning restore CA1835
            stream.Flush();
            await stream.FlushAsync();
            stream.Position = 1;
            stream.Write("P"u8);
            stream.Seek(0, SeekOrigin.End);
            stream.Write(new byte[50_000]);
            stream.SetLength(stream.Length - 25_000);
            Assert.Equal(stream.Length, stream.Position);
        }
        await file.CommitAsync();
        Assert.Equal(expected.ToArray(), await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public void A_bad_position_or_length_is_refused_and_what_was_written_can_still_be_committed()
    {
        using var file = AtomicFile.Create(Target);
        file.Write("all"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Position = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.SetLength(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Seek(0, (SeekOrigin)3));
        Assert.Throws<IOException>(() => file.Seek(-1, SeekOrigin.Begin));
        Assert.Throws<IOException>(() => file.Seek(-4, SeekOrigin.Current));
        Assert.Throws<IOException>(() => file.Seek(-4, SeekOrigin.End));
        Assert.Throws<IOException>(() => file.Seek(long.MinValue, SeekOrigin.End));
        Assert.Throws<IOException>(() => file.Seek(long.MaxValue, SeekOrigin.Current));
        Assert.Equal(3, file.Position);
        file.Commit();
        Assert.Equal("all", File.ReadAllText(Target));
    }

    [Fact]
    public void It_is_written_only()
    {
        using var file = AtomicFile.Create(Target);
        Assert.False(file.CanRead);
        Assert.True(file.CanSeek);
        Assert.Throws<NotSupportedException>(() => file.ReadByte());
    }

    [Fact]
    public void An_archive_that_seeks_back_can_be_written_through_it()
    {
        using (var file = AtomicFile.Create(Target))
        {
            using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            using (var entry = archive.CreateEntry("inside").Open())
                entry.Write(new byte[100_000]);
            file.Commit();
        }
        using var written = ZipFile.OpenRead(Target);
        Assert.Equal(100_000, Assert.Single(written.Entries).Length);
    }
}
