using System.CommandLine;
using Guarded.Store.Ledger;
using Pipeline.Records;

namespace Pipeline;

/// <summary>The command line: <c>run</c> a file, <c>explain</c> a row.</summary>
public static class Commands
{
    private static readonly Option<string> Store = new("--store")
    {
        Description = "The folder with the payloads and the ledger.",
        DefaultValueFactory = _ => ".guarded",
        Recursive = true,
    };

    /// <summary>Runs one command. 0: done. 1: it could not be done, and the error output says why.</summary>
    public static Task<int> InvokeAsync(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Ingests records so that each row can be traced back to its bytes.") { Store, Run(), Explain() };
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
    }

    private static Command Run()
    {
        var file = new Argument<string>("file") { Description = "A CSV file with a header." };
        var command = new Command("run", "Records each row of a file, its raw bytes first.") { file };
        command.SetAction((parsed, cancellationToken) => GuardAsync(async () =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (!File.Exists(path))
                throw new FileNotFoundException($"There is no records file '{path}'. Nothing was recorded.");
            await using var workspace = await Workspace.OpenOrCreateAsync(parsed.GetRequiredValue(Store), cancellationToken);
            var rows = new RowCount(Console.Out, inPlace: !Console.IsOutputRedirected);
            var run = await Ingestion.RunAsync(workspace, path, rows, cancellationToken);
            rows.End();
            await SummariseAsync(workspace, run);
        }));
        return command;
    }

    private static Command Explain()
    {
        var row = new Argument<long>("row") { Description = "A row's number in the ledger." };
        var command = new Command("explain", "Shows where a row comes from, down to its raw bytes.") { row };
        command.SetAction((parsed, cancellationToken) => GuardAsync(async () =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed.GetRequiredValue(Store), cancellationToken);
            await using var explained = await workspace.Ledger.ExplainAsync(new RowId(parsed.GetRequiredValue(row)), cancellationToken);
            using var raw = new StreamReader(explained.Raw);
            var text = await raw.ReadToEndAsync(cancellationToken);
            Console.WriteLine($"row      {explained.Row.Id}: index {explained.Row.Index} of run {explained.Run.Id}");
            Console.WriteLine($"run      {explained.Run.Source}, {explained.Run.Status}, started {explained.Run.StartedAt:u}");
            Console.WriteLine($"payload  sha256 {explained.Row.Payload}, {explained.Row.PayloadLength} bytes, verified");
            Console.WriteLine($"raw      {text}");
        }));
        return command;
    }

    private static async Task SummariseAsync(Workspace workspace, LedgerRun run)
    {
        LedgerRow? first = null;
        LedgerRow? last = null;
        await foreach (var row in workspace.Ledger.ReadRowsAsync(run.Id))
        {
            first ??= row;
            last = row;
        }
        Console.WriteLine(first is null || last is null
            ? $"run {run.Id}: {run.Source} has a header and no rows"
            : $"run {run.Id}: rows {first.Id} to {last.Id} of {run.Source} recorded");
    }

    private static async Task<int> GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LedgerException or MalformedRecordException or OperationCanceledException)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            return 1;
        }
    }
}
