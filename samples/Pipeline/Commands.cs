using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
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
        Validators = { RequireText },
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
            var path = RecordsFile(parsed.GetRequiredValue(file));
            await using var workspace = await Workspace.OpenOrCreateAsync(parsed.GetRequiredValue(Store), cancellationToken);
            var count = new RowCount(Console.Out, inPlace: !Console.IsOutputRedirected);
            var ingested = await Ingestion.RunAsync(workspace, path, count, cancellationToken);
            count.End();
            Console.WriteLine($"run {ingested.Run.Id} of {ingested.Run.Source}: {ingested.Rows} rows recorded{(ingested.Rows == 0 ? "" : $", the first is row {ingested.First}, the last row {ingested.Last}")}");
        }));
        return command;
    }

    private static void RequireText(OptionResult option)
    {
        if (option.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
            option.AddError("--store takes the path of a folder, not an empty text.");
    }

    private static string RecordsFile(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder, not a records file. Nothing was recorded. Name a CSV file.");
        return File.Exists(path)
            ? Path.GetFullPath(path)
            : throw new FileNotFoundException($"There is no records file '{path}'. Nothing was recorded. Check the path.");
    }

    private static Command Explain()
    {
        var row = new Argument<long>("row") { Description = "A row's number in the ledger." };
        var command = new Command("explain", "Shows where a row comes from, down to its raw bytes.") { row };
        command.SetAction((parsed, cancellationToken) => GuardAsync(async () =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed.GetRequiredValue(Store), cancellationToken);
            var explained = await workspace.Ledger.ExplainAsync(new RowId(parsed.GetRequiredValue(row)), cancellationToken);
            using var raw = new StreamReader(await explained.Raw.OpenAsync(cancellationToken), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false);
            var text = Printable(await raw.ReadToEndAsync(cancellationToken));
            Console.WriteLine($"row      {explained.Row.Id}: index {explained.Row.Index} of run {explained.Run.Id}");
            Console.WriteLine($"run      {explained.Run.Source}, {explained.Run.Status}, started {explained.Run.StartedAt:u}");
            Console.WriteLine($"payload  sha256 {explained.Row.Payload}, {explained.Row.PayloadLength} bytes, verified");
            Console.WriteLine($"raw      {text}");
        }));
        return command;
    }

    // A record may hold anything; a terminal obeys some of it.
    private static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) && character is not '\n' and not '\t' ? $"\\u{(int)character:x4}" : character.ToString()));

    private static async Task<int> GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("error: Stopped. The rows that were recorded stay, and their run is marked as failed.");
            return 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LedgerException or MalformedRecordException)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            return 1;
        }
    }
}
