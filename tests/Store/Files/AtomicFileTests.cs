using System.Reflection;
using System.Runtime.Versioning;
using System.Text;
using Guarded.Store.Files;

namespace Guarded.Store.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["settings.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_whole_file_write_and_append_of_File_has_its_counterpart_with_the_same_parameters()
    {
        Assert.Equal(Writes(typeof(File)), Writes(typeof(AtomicFile)));

        static IEnumerable<string> Writes(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(IsCounterpart)
            .Select(method => $"{method.ReturnType} {method.Name}({string.Join(", ", method.GetParameters().Select(parameter => $"{parameter.ParameterType} {parameter.Name} {parameter.HasDefaultValue}"))})")
            .Order(StringComparer.Ordinal);
    }

    private static bool IsCounterpart(MethodInfo method) =>
        method.Name.StartsWith("WriteAll", StringComparison.Ordinal) || method.Name.StartsWith("AppendAll", StringComparison.Ordinal);

    public static TheoryData<string, string?> OverloadsAndWhatIsThere
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach (var overload in AllWrites.Keys)
                foreach (var there in new[] { null, "", "alt" })
                    data.Add(overload, there);
            return data;
        }
    }

    private delegate Task Write(Type on, string path);

    // Each writes through the overload of File or of AtomicFile, so that the two can be compared byte for byte.
    private static readonly Dictionary<string, Write> AllWrites = typeof(AtomicFile).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => IsCounterpart(method) && !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike))
        .ToDictionary(method => method.ToString()!, method => new Write((on, path) =>
        {
            var counterpart = on.GetMethod(method.Name, [.. method.GetParameters().Select(parameter => parameter.ParameterType)])!;
            return counterpart.Invoke(null, [.. method.GetParameters().Select(parameter => Argument(parameter.ParameterType, path))]) as Task ?? Task.CompletedTask;
        }));

    private static object? Argument(Type type, string path) =>
        type == typeof(string) ? path
        : type == typeof(byte[]) ? "grün"u8.ToArray()
        : type == typeof(ReadOnlyMemory<byte>) ? (ReadOnlyMemory<byte>)"grün"u8.ToArray()
        : type == typeof(ReadOnlyMemory<char>) ? "grün".AsMemory()
        : type == typeof(Encoding) ? Encoding.Unicode
        : type == typeof(CancellationToken) ? CancellationToken.None
        : new[] { "grün", "", "blau" };

    [Theory]
    [MemberData(nameof(OverloadsAndWhatIsThere))]
    public async Task Leaves_the_same_bytes_as_File(string overload, string? there)
    {
        // The same path, because a string overload writes its path as its contents.
        Assert.Equal(await After(typeof(File)), await After(typeof(AtomicFile)));
        Assert.Equal(["settings.json"], _folder.Files());

        async Task<byte[]> After(Type on)
        {
            File.Delete(Target);
            if (there is not null)
                await File.WriteAllTextAsync(Target, there);
            await AllWrites[overload](on, Target);
            return await File.ReadAllBytesAsync(Target);
        }
    }

    [Fact]
    public void A_span_is_written_like_an_array()
    {
        AtomicFile.WriteAllBytes(Target, "abc"u8);
        Assert.Equal("abc", File.ReadAllText(Target));
        AtomicFile.WriteAllText(Target, "def".AsSpan());
        Assert.Equal("def", File.ReadAllText(Target));
        AtomicFile.WriteAllText(Target, "ghi".AsSpan(), Encoding.BigEndianUnicode);
        Assert.Equal("ghi", File.ReadAllText(Target, Encoding.BigEndianUnicode));
        AtomicFile.AppendAllText(Target, "jkl".AsSpan(), Encoding.BigEndianUnicode);
        Assert.Equal("ghijkl", File.ReadAllText(Target, Encoding.BigEndianUnicode));
        AtomicFile.WriteAllText(Target, "");
        AtomicFile.AppendAllText(Target, "mno".AsSpan());
        AtomicFile.AppendAllBytes(Target, "pqr"u8);
        Assert.Equal("mnopqr", File.ReadAllText(Target));
    }

    [Fact]
    public void No_contents_make_an_empty_file()
    {
        AtomicFile.WriteAllText(Target, (string?)null);
        Assert.Empty(File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_shorter_file_replaces_a_longer_one_and_nothing_else_is_left()
    {
        AtomicFile.WriteAllText(Target, "a long content");
        AtomicFile.WriteAllText(Target, "short");
        Assert.Equal("short", File.ReadAllText(Target));
        Assert.Equal(["settings.json"], _folder.Files());
    }

    [Fact]
    public async Task Contents_that_throw_half_way_leave_the_old_file()
    {
        await File.WriteAllTextAsync(Target, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.WriteAllLines(Target, Broken()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AtomicFile.WriteAllLinesAsync(Target, Broken()));
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
        Assert.Equal(["settings.json"], _folder.Files());

        // The reproduction: the plain call has truncated the file before the first line is there.
        Assert.Throws<InvalidOperationException>(() => File.WriteAllLines(Target, Broken()));
        Assert.NotEqual("old", await File.ReadAllTextAsync(Target));

        static IEnumerable<string> Broken()
        {
            yield return "first";
            throw new InvalidOperationException("the source went away");
        }
    }

    [Fact]
    public async Task A_cancelled_write_leaves_the_old_file()
    {
        await File.WriteAllTextAsync(Target, "old");
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AtomicFile.WriteAllLinesAsync(Target, CancelMidway(), cancelled.Token));
        Assert.Equal("old", await File.ReadAllTextAsync(Target));
        Assert.Equal(["settings.json"], _folder.Files());

        IEnumerable<string> CancelMidway()
        {
            yield return "first";
            cancelled.Cancel();
            yield return "second";
        }
    }

    [Fact]
    public async Task A_reader_sees_the_old_content_or_the_new_one_and_never_a_part()
    {
        var contents = new[] { new string('a', 100_000), new string('b', 50_000) };
        AtomicFile.WriteAllText(Target, contents[0]);
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
                AtomicFile.WriteAllText(Target, contents[i % 2]);
        });
        while (!writer.IsCompleted)
            Assert.Contains(await File.ReadAllTextAsync(Target), contents);
        await writer;
    }

    [Fact]
    public async Task Writers_of_one_file_do_not_meet_in_its_staging()
    {
        await Parallel.ForAsync(0, 200, async (i, token) => await AtomicFile.WriteAllTextAsync(Target, new string((char)('a' + i % 26), 10_000), token));
        var content = await File.ReadAllTextAsync(Target);
        Assert.Equal(10_000, content.Length);
        Assert.Single(content.Distinct());
        Assert.Equal(["settings.json"], _folder.Files());
    }

    [Fact]
    public void A_symbolic_link_stays_and_the_file_it_leads_to_is_replaced()
    {
        File.WriteAllText(Target, "old");
        File.CreateSymbolicLink(_folder["link"], Target);
        AtomicFile.WriteAllText(_folder["link"], "new");
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal(Target, new FileInfo(_folder["link"]).LinkTarget);
    }

    [Fact]
    public void A_relative_link_starts_where_it_really_lies()
    {
        Directory.CreateDirectory(_folder["real/sub"]);
        File.WriteAllText(_folder["real/target"], "old");
        File.CreateSymbolicLink(_folder["real/sub/link"], "../target");
        Directory.CreateSymbolicLink(_folder["alias"], _folder["real/sub"]);
        AtomicFile.WriteAllText(_folder["alias/link"], "new");
        Assert.Equal("new", File.ReadAllText(_folder["real/target"]));
        Assert.False(File.Exists(_folder["target"]));
    }

    [Fact]
    public void A_dangling_link_makes_its_file_and_a_loop_is_named()
    {
        File.CreateSymbolicLink(_folder["dangling"], "made");
        AtomicFile.WriteAllText(_folder["dangling"], "new");
        Assert.Equal("new", File.ReadAllText(_folder["made"]));

        File.CreateSymbolicLink(_folder["a"], "b");
        File.CreateSymbolicLink(_folder["b"], "a");
        Assert.Contains("loop", Assert.Throws<IOException>(() => AtomicFile.WriteAllText(_folder["a"], "x")).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void Permissions_stay()
    {
        Skip.If(OperatingSystem.IsWindows(), "Unix permissions");
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, ownerOnly);
        AtomicFile.WriteAllText(Target, "new");
        Assert.Equal(ownerOnly, File.GetUnixFileMode(Target));
    }

    [SkippableFact]
    public async Task The_owner_stays_too()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs Linux and the right to give files away");
        File.WriteAllText(Target, "old");
        await Command.RunAsync("chown", "65534:65534", Target);
        await Command.RunAsync("chmod", "4750", Target);
        AtomicFile.WriteAllText(Target, "new");
        Assert.Equal("65534:65534 4750", (await Command.RunAsync("stat", "--format=%u:%g %a", Target)).Output);
    }

    [SkippableTheory]
    [InlineData("0:1000", "0660", "65534:1000 660")]
    [InlineData("65534:1000", "0660", "65534:1000 660")]
    [InlineData("0:1000", "6770", "65534:1000 770")]
    [InlineData("0:0", "0666", "65534:65534 666")]
    [InlineData("0:0", "0662", "65534:65534 622")]
    [InlineData("0:0", "0626", "65534:65534 622")]
    public async Task Where_the_owner_can_not_stay_nobody_else_gets_in(string owner, string mode, string after)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs Linux and the right to give files away");
        File.WriteAllText(Target, "old");
        await Command.RunAsync("chmod", "0777", _folder.Path);
        await Command.RunAsync("chown", owner, Target);
        await Command.RunAsync("chmod", mode, Target);
        AnotherUser.Run(() => AtomicFile.WriteAllText(Target, "new"));
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal(after, (await Command.RunAsync("stat", "--format=%u:%g %a", Target)).Output);
    }

    [Theory]
    [InlineData("WriteAllBytes")]
    [InlineData("WriteAllBytesAsync")]
    [InlineData("AppendAllBytes")]
    [InlineData("Create")]
    public async Task A_file_that_somebody_deletes_meanwhile_is_a_new_file(string operation)
    {
        using var over = new CancellationTokenSource();
        var deleter = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                File.WriteAllText(_folder["other"], "other");
                File.Move(_folder["other"], Target, overwrite: true);
                File.Delete(Target);
            }
        });
        for (var round = 0; round < 1_000; round++)
            await AtomicFileOperation.RunAsync(operation, Target, "new"u8.ToArray());
        await over.CancelAsync();
        await deleter;
        await AtomicFileOperation.RunAsync(operation, Target, "new"u8.ToArray());
        Assert.EndsWith("new", File.ReadAllText(Target), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_and_a_missing_folder_are_refused()
    {
        Assert.Contains("is a directory", Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.WriteAllText(_folder.Path, "x")).Message, StringComparison.Ordinal);
        var missing = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.WriteAllText(_folder["missing/file"], "x"));
        Assert.Contains($"Could not write '{_folder["missing/file"]}'", missing.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [SkippableFact]
    public void A_device_is_refused_and_stays_a_device()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux devices");
        Assert.Contains("no ordinary file", Assert.Throws<IOException>(() => AtomicFile.WriteAllText("/dev/null", "x")).Message, StringComparison.Ordinal);
        // Shared: any other process may have it open.
        using (var device = new FileStream("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            device.Write("swallowed"u8);
        using (var device = new FileStream("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            Assert.Equal(-1, device.ReadByte());
    }
}
