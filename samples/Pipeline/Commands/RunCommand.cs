using System.CommandLine;
using Pipeline.Records;
using Pipeline.Runs;

namespace Pipeline.Commands;

/// <summary><c>run</c>: records files and makes their output.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "CSV files with a header, or files with a JSON object on each line (.jsonl, .ndjson).", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output") { Description = "The file to publish when all rows are done: a JSON object on each line. By default <first file>.out.jsonl in the store's folder." };
        var where = new Option<string>("--where") { Description = "Keeps only rows with this value in this field: country=USA." };
        var numbers = new Option<string[]>("--number") { Description = "A field that must be a number, and becomes one.", DefaultValueFactory = _ => [] };
        return new Command("run", "Records each row of the files, its raw bytes first, and publishes what becomes of them.") { files, output, where, numbers }.Doing(async (parsed, reply, cancellationToken) =>
        {
            var store = parsed.GetRequiredValue(PipelineCommand.Store);
            var sources = parsed.GetRequiredValue(files);
            await RequireAsync(sources, cancellationToken);
            var settings = new RunSettings([.. sources.Select(Path.GetFullPath)], Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine(store, $"{Path.GetFileName(sources[0])}.out.jsonl")))
            {
                Where = parsed.GetValue(where),
                Numbers = parsed.GetRequiredValue(numbers),
            };
            _ = settings.Nodes(); // says now what is wrong with them
            await using var workspace = await PipelineCommand.OpenOrCreateAsync(parsed, cancellationToken);
            return Ended(await RunWork.RunAsync(workspace, settings, reply.Progress, cancellationToken), settings, reply);
        });
    }

    /// <summary>Says how a run ended.</summary>
    public static int Ended(RunReport report, RunSettings settings, Reply reply)
    {
        reply.Say(
            new { run = report.Run.Id.Value, report.Run.Source, report.Run.Status, report.Rows, output = report.IsComplete ? settings.Output : null, report.Faults },
            report.IsComplete
                ? [$"run {report.Run.Id} of {report.Run.Source}: {report.Rows} rows recorded, published as {settings.Output}"]
                : [$"run {report.Run.Id} of {report.Run.Source}: {report.Rows} rows recorded, nothing published"]);
        if (report.IsComplete)
            return ExitCode.Done;
        foreach (var fault in report.Faults.Take(20))
            reply.Refuse(fault);
        reply.Refuse($"Run {report.Run.Id} is not complete: {report.Faults.Count} faults. Correct the records and resume it; what is recorded stays.");
        return ExitCode.Incomplete;
    }

    // Before anything is made: a wrong name leaves nothing behind.
    private static async Task RequireAsync(string[] sources, CancellationToken cancellationToken)
    {
        if (sources.GroupBy(Path.GetFileName).FirstOrDefault(static same => same.Count() > 1) is { Key: var twice })
            throw new IOException($"Two of the files are called '{twice}', which the ledger could not tell apart. Run them one by one.");
        foreach (var source in sources)
        {
            try
            {
                await using var file = await RecordsFile.OpenAsync(source, cancellationToken);
            }
            catch (MalformedRecordException)
            {
                // The run says so, and can be resumed when the file is corrected.
            }
        }
    }
}
