using System.CommandLine;
using System.CommandLine.Parsing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;
using Pipeline.Records;
using Pipeline.Runs;

namespace Pipeline.Commands;

/// <summary>The command line.</summary>
public static class PipelineCommand
{
    private const string PostgresSetting = "PIPELINE_POSTGRES";

    internal static readonly Option<string> Store = new("--store")
    {
        Description = "The folder with the payloads and the ledger.",
        DefaultValueFactory = _ => ".guarded",
        Recursive = true,
        Validators = { RequireText },
    };

    internal static readonly Option<string> Postgres = new("--postgres")
    {
        Description = $"The connection string of the PostgreSQL database that keeps the ledger. By default {PostgresSetting} of the environment; where that is not set, the ledger is on SQLite, in the store's folder.",
        Recursive = true,
    };

    internal static readonly Option<bool> Json = new("--json") { Description = "Writes one JSON document instead of text.", Recursive = true };

    /// <summary>Runs one command, and gives its <see cref="ExitCode"/>.</summary>
    public static Task<int> InvokeAsync(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Ingests records so that each row can be traced back to its bytes, whatever happens in between.")
        {
            Store, Postgres, Json, RunCommand.Create(), ResumeCommand.Create(), StatusCommand.Create(), ExplainCommand.Create(), PurgeCommand.Create(), VerifyCommand.Create(),
        };
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
    }

    /// <summary>Opens the workspace that the options name.</summary>
    internal static Task<Workspace> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Workspace.OpenAsync(parsed.GetRequiredValue(Store), PostgresOf(parsed), cancellationToken);

    /// <summary>Opens the workspace that the options name, and creates what is missing of it.</summary>
    internal static Task<Workspace> OpenOrCreateAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Workspace.OpenOrCreateAsync(parsed.GetRequiredValue(Store), PostgresOf(parsed), cancellationToken);

    /// <summary>Sets what a command does. What can be expected to go wrong becomes a line on the error output.</summary>
    internal static Command Doing(this Command command, Func<ParseResult, Reply, CancellationToken, Task<int>> work)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var reply = new Reply(parsed.GetValue(Json));
            try
            {
                return await work(parsed, reply, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                reply.Refuse("Stopped. What was recorded stays; a run that was under way is marked as failed and can be resumed.");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LedgerException or PayloadNotFoundException or PayloadDamagedException or MalformedRecordException or SourceChangedException or FormatException or ArgumentException)
            {
                reply.Refuse(exception.Message);
            }
            return ExitCode.Refused;
        });
        return command;
    }

    private static string? PostgresOf(ParseResult parsed) => parsed.GetValue(Postgres) ?? Environment.GetEnvironmentVariable(PostgresSetting);

    private static void RequireText(OptionResult option)
    {
        if (option.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
            option.AddError("--store takes the path of a folder, not an empty text.");
    }
}
