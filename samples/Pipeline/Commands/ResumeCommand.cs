using System.CommandLine;
using Guarded.Store.Ledger;
using Pipeline.Runs;

namespace Pipeline.Commands;

/// <summary><c>resume</c>: takes up a run that was killed, stopped or has faults.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var run = new Argument<long>("run") { Description = "The run's number." };
        return new Command("resume", "Takes a run up where it was cut off, and ends as if it had never been.") { run }.Doing(async (parsed, reply, cancellationToken) =>
        {
            await using var workspace = await PipelineCommand.OpenAsync(parsed, cancellationToken);
            var id = new RunId(parsed.GetRequiredValue(run));
            // Whoever was cut off cannot know how far it came.
            if (await workspace.Ledger.ReadRunAsync(id, cancellationToken) is { Status: RunStatus.Completed } complete)
            {
                reply.Say(new { run = id.Value, complete.Source, complete.Status }, $"run {id} of {complete.Source} is complete already");
                return ExitCode.Done;
            }
            var report = await RunWork.ResumeAsync(workspace, id, reply.Progress, cancellationToken);
            return RunCommand.Ended(report, RunSettings.FromJson(report.Run.Settings!), reply);
        });
    }
}
