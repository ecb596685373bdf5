using System.Text;
using Guarded.Store.Files;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Files;

public sealed class AtomicFileAppendTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["log.txt"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_two_appenders_at_once_neither_loses_the_others_line()
    {
        const int appenders = 8, lines = 25;
        await Task.WhenAll(Enumerable.Range(0, appenders).Select(appender => Task.Run(async () =>
        {
            for (var line = 0; line < lines; line++)
                if (line % 2 == 0)
                    AtomicFile.AppendAllLines(Target, [$"{appender} {line}"]);
                else
                    await AtomicFile.AppendAllLinesAsync(Target, [$"{appender} {line}"]);
        })));

        var written = File.ReadAllLines(Target);
        Assert.Equal(appenders * lines, written.Distinct().Count());
        for (var appender = 0; appender < appenders; appender++)
            Assert.Equal(
                Enumerable.Range(0, lines).Select(line => $"{appender} {line}"),
                written.Where(line => line.StartsWith($"{appender} ", StringComparison.Ordinal)));
        Assert.Equal(["log.txt"], _folder.Files());
    }

    [Fact]
    public void The_naive_copy_loses_the_other_appenders_line()
    {
        File.WriteAllText(Target, "");
        // The reproduction: both read before either writes, which is how two appenders meet.
        var first = File.ReadAllText(Target) + "first\n";
        var second = File.ReadAllText(Target) + "second\n";
        AtomicFile.WriteAllText(Target, first);
        AtomicFile.WriteAllText(Target, second);
        Assert.Equal("second\n", File.ReadAllText(Target));
    }

    [Fact]
    public async Task Appends_to_a_file_that_is_replaced_again_and_again_come_to_an_end_and_leave_whole_lines()
    {
        using var over = new CancellationTokenSource();
        AtomicFile.WriteAllText(Target, "\n"); // the replacer may come late
        var replacer = Task.Run(() =>
        {
            for (var round = 0; !over.IsCancellationRequested; round++)
                AtomicFile.WriteAllText(Target, new string('.', round % 7) + "\n");
        });
        for (var line = 0; line < 50; line++)
            AtomicFile.AppendAllText(Target, "appended\n");
        await over.CancelAsync();
        await replacer;
        AtomicFile.AppendAllText(Target, "last\n");

        // What a replacement wrote leads all that was appended to it.
        var lines = File.ReadAllLines(Target);
        Assert.All(lines[0], character => Assert.Equal('.', character));
        Assert.All(lines[1..^1], line => Assert.Equal("appended", line));
        Assert.Equal("last", lines[^1]);
    }

    [Fact]
    public void A_file_that_is_replaced_while_it_is_copied_is_copied_again()
    {
        File.WriteAllText(Target, "old ");
        using var target = ReplacedFile.ToAppend(Target);
        AtomicFile.WriteAllText(Target, "new ");

        using var staged = target.Stage();
        staged.Content.Write("old and more"u8);
        Assert.False(target.TryPublishAppended(staged));
        Assert.Equal("new ", File.ReadAllText(Target));
    }

    [SkippableFact]
    public void A_file_that_was_deleted_and_made_again_while_it_was_copied_is_another()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux tells files apart by their inodes");
        const int rounds = 500;
        var mistaken = 0;
        for (var round = 0; round < rounds; round++)
        {
            // The reproduction: the state of a file that is closed. Its number goes to the next one, within one tick of the clock.
            File.WriteAllText(Target, "old");
            var closed = FileState.At(Target);
            File.Delete(Target);
            File.WriteAllText(Target, "new");
            mistaken += closed == FileState.At(Target) ? 1 : 0;

            using var target = ReplacedFile.ToAppend(Target);
            File.Delete(Target);
            File.WriteAllText(Target, "new");
            using var staged = target.Stage();
            Assert.False(target.TryPublishAppended(staged));
        }
        output.WriteLine($"{mistaken} of {rounds} new files were taken for the old one that was closed");
    }

    [SkippableFact]
    public async Task A_reader_sees_whole_lines_only_and_a_handle_that_is_open_keeps_the_old_content()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows replaces no file that is open");
        AtomicFile.AppendAllText(Target, "one\n");
        using var open = new StreamReader(Target);
        var appender = Task.Run(() =>
        {
            for (var line = 0; line < 100; line++)
                AtomicFile.AppendAllText(Target, "another\n");
        });
        while (!appender.IsCompleted)
            Assert.EndsWith("\n", await File.ReadAllTextAsync(Target), StringComparison.Ordinal);
        await appender;
        Assert.Equal("one\n", await open.ReadToEndAsync());
    }

    [Fact]
    public async Task Lines_that_throw_half_way_append_nothing()
    {
        File.WriteAllText(Target, "old\n");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.AppendAllLines(Target, Broken()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AtomicFile.AppendAllLinesAsync(Target, Broken()));
        Assert.Equal("old\n", File.ReadAllText(Target));

        // The reproduction: the plain call has appended the first line by then.
        Assert.Throws<InvalidOperationException>(() => File.AppendAllLines(Target, Broken()));
        Assert.NotEqual("old\n", File.ReadAllText(Target));

        static IEnumerable<string> Broken()
        {
            yield return "first";
            throw new InvalidOperationException("the source went away");
        }
    }

    [Fact]
    public async Task An_append_that_is_cancelled_while_it_waits_for_its_turn_appends_nothing()
    {
        File.WriteAllText(Target, "old");
        using var cancelled = new CancellationTokenSource();
        using (AppendLock.In(_folder.Path).Take(CancellationToken.None))
        {
            var waiting = AtomicFile.AppendAllTextAsync(Target, "more", cancelled.Token);
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal(["log.txt"], _folder.Files());
    }

    [Fact]
    public async Task A_turn_that_never_comes_is_an_error_which_says_where_and_why()
    {
        using var held = AppendLock.In(_folder.Path).Take(CancellationToken.None);
        var waiting = AppendLock.In(_folder.Path, new LeapingClock());
        Assert.Throws<IOException>(() => waiting.Take(CancellationToken.None));
        var busy = await Assert.ThrowsAsync<IOException>(() => waiting.TakeAsync(CancellationToken.None));
        Assert.Contains($"'{_folder.Path}'", busy.Message, StringComparison.Ordinal);
        Assert.Contains("append less often", busy.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_lock_holds_between_processes_and_leaves_no_file()
    {
        Skip.If(OperatingSystem.IsWindows(), "flock");
        using (AppendLock.In(_folder.Path).Take(CancellationToken.None))
            Assert.Equal(1, (await Command.RunAsync("flock", "--nonblock", _folder.Path, "true")).ExitCode);
        Assert.Equal(0, (await Command.RunAsync("flock", "--nonblock", _folder.Path, "true")).ExitCode);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void A_link_stays_and_what_it_leads_to_grows()
    {
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.CreateSymbolicLink(Target, "elsewhere/log.txt");
        AtomicFile.AppendAllText(Target, "one");
        AtomicFile.AppendAllText(Target, " two");
        Assert.Equal("one two", File.ReadAllText(_folder["elsewhere/log.txt"]));
        Assert.Equal("elsewhere/log.txt", new FileInfo(Target).LinkTarget);
    }

    [Fact]
    public void A_preamble_leads_a_new_file_once_and_broken_text_is_refused()
    {
        AtomicFile.AppendAllText(Target, "a", Encoding.Unicode);
        AtomicFile.AppendAllText(Target, "b", Encoding.Unicode);
        Assert.Equal([0xFF, 0xFE, (byte)'a', 0, (byte)'b', 0], File.ReadAllBytes(Target));
        Assert.Throws<EncoderFallbackException>(() => AtomicFile.AppendAllText(Target, "\uD800"));
        Assert.Equal(6, new FileInfo(Target).Length);
    }
}
