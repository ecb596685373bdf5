using System.Diagnostics;
using System.Globalization;
using Guarded.Store.Ledger;
using Pipeline;
using Pipeline.Runs;
using Spectre.Console;

namespace Tour;

/// <summary>What the tour shows, one method a step. Each throws where it cannot show it.</summary>
internal static class Steps
{
    private const long KillAfter = 1250;
    private static readonly RowId Explained = new(1042);

    public static async Task IngestAsync(string folder)
    {
        await using var workspace = await Workspace.OpenOrCreateAsync(folder);
        var clock = Stopwatch.StartNew();
        await AnsiConsole.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask("rows, each payload flushed before its row", maxValue: File.ReadLines(Repository.Records).Count() - 1);
            await RunWork.RunAsync(workspace, new RunSettings([Repository.Records], OutputIn(folder)), new Inline(rows => bar.Value = rows));
        });
        var found = await Inspection.OfAsync(workspace);
        Say("1", "ingest", $"{found.Rows:N0} rows of {Path.GetFileName(Repository.Records)} in {clock.Elapsed.TotalSeconds:N1} s: {found.Payloads:N0} payloads stored and verified");
        Require(found.IsClean && found.Rows > 0, found.ToString());
    }

    public static async Task KillAsync(string folder)
    {
        await AnsiConsole.Status().StartAsync("a second process ingests until it is killed", _ => Victim.KillMidwayAsync(Repository.Records, folder, KillAfter));
        await using var workspace = await Workspace.OpenAsync(folder);
        var found = await Inspection.OfAsync(workspace);
        Say("2", "kill -9", $"at row {found.Rows:N0}: {found.Payloads:N0} payloads whole, {found.Torn} torn, {found.Litter} left-over files, {found.RowsWithoutPayload} rows without their bytes");
        Require(found.IsClean && found.Rows >= KillAfter, found.ToString());
    }

    public static async Task ResumeAsync(string folder, string whole)
    {
        await using var workspace = await Workspace.OpenAsync(folder);
        var report = await RunWork.ResumeAsync(workspace, new RunId(1));
        var isSame = await File.ReadAllTextAsync(OutputIn(folder)) == await File.ReadAllTextAsync(OutputIn(whole));
        Say("3", "resume", $"the run ends with {report.Rows:N0} rows, and its output is that of the run that was never killed");
        Require(report.IsComplete && isSame, "The output is another one.");
    }

    public static async Task ExplainAsync(string folder)
    {
        await using var workspace = await Workspace.OpenAsync(folder);
        var explained = await workspace.Ledger.ExplainAsync(Explained);
        await using var content = await explained.Raw.OpenAsync();
        using var reader = new StreamReader(content);
        var raw = await reader.ReadToEndAsync();
        Say("4", "explain", $"row {Explained} is record {explained.Row.Index + 1:N0} of {explained.Run.Source}, sha256 {explained.Row.Payload.ToString()[..12]}…, {explained.Row.PayloadLength} bytes, verified:");
        AnsiConsole.MarkupLineInterpolated($"              [grey]{raw}[/]");
        Require(File.ReadLines(Repository.Records).ElementAt((int)explained.Row.Index + 1) == raw, "The bytes are not those of the file.");
    }

    public static async Task GapsAsync(string log)
    {
        var build = await AnsiConsole.Status().StartAsync("building samples/Gaps, which must fail", _ => GapsBuild.RunAsync(Repository.Gaps, log));
        Say("5", "gaps", $"{build.Stopped.Count} lines that used to compile, each stopped by the build:");
        foreach (var rule in build.Stopped.GroupBy(gap => gap.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            AnsiConsole.MarkupLineInterpolated($"\n    [red]{rule.Key}[/] [grey]{build.Messages[rule.Key]}[/]");
            foreach (var gap in rule)
                AnsiConsole.MarkupLineInterpolated($"      {gap.File.Split('_')[0],-4}{gap.Line.ToString(CultureInfo.InvariantCulture),3}  [yellow]{DocumentedGaps.CodeOf(gap)}[/]");
        }
        Require(build.Stopped.SequenceEqual(DocumentedGaps.Read(Repository.Gaps)), "The build did not stop exactly the documented lines.");
    }

    private static string OutputIn(string folder) => Path.Combine(folder, $"{Path.GetFileName(Repository.Records)}.out.jsonl");

    private static void Say(string number, string step, string what) =>
        AnsiConsole.MarkupLineInterpolated($"[green]{number}[/] [bold]{step,-9}[/] {what}");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }

    private sealed class Inline(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
