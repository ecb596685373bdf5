using System.CommandLine;
using Guarded.Store.Ledger;

namespace Pipeline.Commands;

/// <summary><c>status</c>: all runs, and how far each is.</summary>
internal static class StatusCommand
{
    public static Command Create() => new Command("status", "Lists the runs and how far each is.").Doing(async (parsed, reply, cancellationToken) =>
    {
        await using var workspace = await PipelineCommand.OpenAsync(parsed, cancellationToken);
        var runs = new List<object>();
        var lines = new List<string>();
        await foreach (var run in workspace.Ledger.ReadRunsAsync(cancellationToken))
        {
            var summary = await workspace.Ledger.SummarizeRunAsync(run.Id, cancellationToken);
            var state = await StateAsync(workspace.Ledger, run, cancellationToken);
            runs.Add(new { id = run.Id.Value, run.Source, state, run.StartedBy, run.StartedAt, run.EndedAt, run.Session, run.CodeVersion, summary.Rows, summary.Nodes });
            lines.Add($"run {run.Id} of {run.Source}: {state}, {summary.Rows} rows, started {run.StartedAt:u} by {run.StartedBy}{(run.EndedAt is { } ended ? $", ended {ended:u}" : "")}");
            lines.AddRange(summary.Nodes.Select(node => $"    {node.Node,-10} {node.Succeeded} succeeded, {node.Failed} failed, {node.Skipped} skipped"));
        }
        reply.Say(runs, lines is [] ? ["no runs"] : lines);
        return ExitCode.Done;
    });

    private static async ValueTask<string> StateAsync(ILedger ledger, LedgerRun run, CancellationToken cancellationToken) => run.Status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed, can be resumed",
        _ => await ledger.IsHeldAsync(run.Id, cancellationToken) ? $"at work in {run.Holder}" : "cut off, can be resumed",
    };
}
