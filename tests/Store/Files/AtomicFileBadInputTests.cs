using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Guarded.Store.Files;

namespace Guarded.Store.Tests.Files;

/// <summary>Bad input and a system that refuses: a clear error, nothing lost, nothing left behind.</summary>
public sealed class AtomicFileBadInputTests : IDisposable
{
    private static readonly byte[] New = "new"u8.ToArray();

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> All => [.. AtomicFileOperation.Names];

    // The others go on on a thread of the pool, which is no other user.
    public static TheoryData<string> Synchronous => ["WriteAllBytes", "AppendAllBytes", "TryCreateNewBytes"];

    public static TheoryData<string> Replacing => [.. AtomicFileOperation.Replacing];

    public static TheoryData<string> Cancellable => [.. AtomicFileOperation.Cancellable];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public async Task No_path_is_an_argument_error(string operation)
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => AtomicFileOperation.RunAsync(operation, null!, New));
        await Assert.ThrowsAsync<ArgumentException>(() => AtomicFileOperation.RunAsync(operation, "", New));
        await Assert.ThrowsAsync<ArgumentException>(() => AtomicFileOperation.RunAsync(operation, _folder["nul\0"], New));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task No_content_and_no_encoding_are_argument_errors_which_come_before_anything_is_touched()
    {
        var path = _folder["file"];
        Assert.Throws<ArgumentNullException>(() => AtomicFile.WriteAllBytes(path, null!));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.AppendAllBytes(path, null!));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.AppendAllLines(path, null!));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.AppendAllText(path, "x", null!));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.TryCreateNewText(path, "x", null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => AtomicFile.AppendAllBytesAsync(path, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => AtomicFile.AppendAllLinesAsync(path, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => AtomicFile.AppendAllTextAsync(path, "x", (Encoding)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => AtomicFile.TryCreateNewTextAsync(path, "x", null!));
        Assert.Empty(_folder.Files());
    }

    [Theory]
    [MemberData(nameof(Replacing))]
    public async Task A_directory_where_a_file_should_be_is_named(string operation)
    {
        Directory.CreateDirectory(_folder["folder"]);
        foreach (var path in new[] { _folder["folder"], _folder["folder"] + "/", _folder["new/"] })
        {
            var refused = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AtomicFileOperation.RunAsync(operation, path, New));
            Assert.Contains("is a directory", refused.Message, StringComparison.Ordinal);
        }
        Assert.Empty(_folder.Files());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_missing_folder_is_named_and_so_is_a_file_in_its_place(string operation)
    {
        File.WriteAllText(_folder["file"], "old");
        foreach (var path in new[] { _folder["missing/new"], _folder["file/new"] })
        {
            var missing = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => AtomicFileOperation.RunAsync(operation, path, New));
            Assert.Contains(path, missing.Message, StringComparison.Ordinal);
        }
        Assert.Equal(["file"], _folder.Files());
        Assert.Equal("old", File.ReadAllText(_folder["file"]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_name_that_is_too_long_is_the_systems_error_and_leaves_nothing(string operation)
    {
        await Assert.ThrowsAnyAsync<IOException>(() => AtomicFileOperation.RunAsync(operation, _folder[new string('n', 256)], New));
        Assert.Empty(_folder.Files());
    }

    [SkippableTheory]
    [MemberData(nameof(All))]
    public async Task A_path_that_is_too_long_is_said_to_be(string operation)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows counts otherwise");
        var path = string.Join('/', Enumerable.Repeat("segment", 600));
        var refused = await Assert.ThrowsAsync<PathTooLongException>(() => AtomicFileOperation.RunAsync(operation, _folder[path], New));
        Assert.InRange(refused.Message.Length, 1, 1000);
    }

    [SkippableTheory]
    [MemberData(nameof(Replacing))]
    public async Task A_program_that_runs_is_named_as_such(string operation)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux refuses to write a running program");
        File.Copy("/bin/sleep", _folder["program"]);
        var content = File.ReadAllBytes(_folder["program"]);
        using var program = Process.Start(_folder["program"], "60");
        try
        {
            var refused = await Assert.ThrowsAsync<IOException>(() => AtomicFileOperation.RunAsync(operation, _folder["program"], New));
            Assert.Contains("is a program that is running", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
        Assert.Equal(content, File.ReadAllBytes(_folder["program"]));
    }

    [SkippableTheory]
    [MemberData(nameof(Synchronous))]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_this_user_may_not_read_is_named_with_the_reason(string operation)
    {
        var folder = Directory.CreateDirectory(_folder["write-only"]).FullName;
        File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(folder, UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        AnotherUser.Run(() =>
        {
            var refused = Assert.Throws<UnauthorizedAccessException>(() => AtomicFileOperation.RunAsync(operation, _folder["write-only/file"], New).GetAwaiter().GetResult());
            Assert.Contains($"'{folder}' cannot be read by this user", refused.Message, StringComparison.Ordinal);
            File.WriteAllText(_folder["write-only/file"], "written in place");
        });
        Assert.Equal(["write-only/file"], _folder.Files());
    }

    [Theory]
    [MemberData(nameof(Cancellable))]
    public async Task A_cancelled_call_leaves_the_old_file(string operation)
    {
        File.WriteAllText(_folder["file"], "old");
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFileOperation.RunAsync(operation, _folder["file"], New, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFileOperation.RunAsync(operation, _folder["free"], New, cancelled));
        Assert.Equal(["file"], _folder.Files());
        Assert.Equal("old", File.ReadAllText(_folder["file"]));
    }

    [SkippableTheory]
    [MemberData(nameof(Replacing))]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_that_this_user_may_not_write_stays(string operation)
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix permissions");
        Skip.If(Environment.IsPrivilegedProcess, "root may write every file");
        File.WriteAllText(_folder["file"], "old");
        File.SetUnixFileMode(_folder["file"], UnixFileMode.UserRead);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AtomicFileOperation.RunAsync(operation, _folder["file"], New));
        Assert.Equal("old", File.ReadAllText(_folder["file"]));
    }

    [SkippableTheory]
    [MemberData(nameof(All))]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_this_user_may_not_write_is_named(string operation)
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix permissions");
        Skip.If(Environment.IsPrivilegedProcess, "root may write every folder");
        var folder = Directory.CreateDirectory(_folder["closed"]);
        folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        var refused = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AtomicFileOperation.RunAsync(operation, _folder["closed/file"], New));
        Assert.Contains(folder.FullName, refused.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(All))]
    public async Task On_a_read_only_disk_everything_stays(string operation)
    {
        await using var disk = await SmallDisk.MountAsync();
        File.WriteAllText(disk["file"], "old");
        await disk.MakeReadOnlyAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => AtomicFileOperation.RunAsync(operation, disk["file"], New));
        await Assert.ThrowsAnyAsync<IOException>(() => AtomicFileOperation.RunAsync(operation, disk["free"], New));
        Assert.Equal(["file"], disk.Files());
        Assert.Equal("old", File.ReadAllText(disk["file"]));
    }

    [SkippableTheory]
    [MemberData(nameof(All))]
    public async Task On_a_full_disk_the_old_file_stays_and_its_room_is_given_back(string operation)
    {
        await using var disk = await SmallDisk.MountAsync();
        var old = new byte[SmallDisk.Size / 2];
        Array.Fill(old, (byte)'o');
        File.WriteAllBytes(disk["file"], old);
        var path = AtomicFileOperation.Replacing.Contains(operation) ? disk["file"] : disk["free"];
        await Assert.ThrowsAnyAsync<IOException>(() => AtomicFileOperation.RunAsync(operation, path, new byte[SmallDisk.Size * 3 / 4]));
        Assert.Equal(["file"], disk.Files());
        Assert.Equal(old, File.ReadAllBytes(disk["file"]));
        // What was staged is gone: half the disk is free again.
        AtomicFile.WriteAllBytes(disk["other"], new byte[SmallDisk.Size / 4]);
    }

    [SkippableFact]
    public async Task The_naive_write_on_a_full_disk_loses_the_old_file()
    {
        await using var disk = await SmallDisk.MountAsync();
        File.WriteAllText(disk["file"], "old");
        Assert.ThrowsAny<IOException>(() => File.WriteAllBytes(disk["file"], new byte[SmallDisk.Size * 2]));
        Assert.NotEqual("old", File.ReadAllText(disk["file"]));
    }

    [SkippableFact]
    public async Task A_stream_whose_write_met_a_full_disk_can_not_be_committed()
    {
        await using var disk = await SmallDisk.MountAsync();
        using (var file = AtomicFile.Create(disk["file"]))
        {
            file.Write(new byte[1000]);
            Assert.ThrowsAny<IOException>(() => file.Write(new byte[SmallDisk.Size * 2]));
            Assert.Throws<InvalidOperationException>(file.Commit);
        }
        Assert.Empty(disk.Files());
    }
}
