using System.CommandLine;
using System.Globalization;
using Guarded.Store.Ledger;

namespace Pipeline.Commands;

/// <summary><c>purge</c>: removes payloads that are past their time.</summary>
internal static class PurgeCommand
{
    public static Command Create()
    {
        var days = new Option<double>("--keep-days") { Description = "How many days after a run has ended its payloads are kept.", DefaultValueFactory = _ => RetentionPolicy.DefaultKeepFor.TotalDays };
        days.Validators.Add(static option =>
        {
            if (option.Tokens is [var token] && !(double.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= TimeSpan.MaxValue.TotalDays / 2))
                option.AddError("--keep-days takes a number of days, 0 or more.");
        });
        var policy = new Option<string>("--policy") { Description = "What the retention log calls the policy." };
        return new Command("purge", "Removes the payloads of runs that ended long ago, but for those that a younger run refers to. The rows stay, and the log says what went.") { days, policy }.Doing(async (parsed, reply, cancellationToken) =>
        {
            await using var workspace = await PipelineCommand.OpenAsync(parsed, cancellationToken);
            var kept = new RetentionPolicy { KeepFor = TimeSpan.FromDays(parsed.GetValue(days)) };
            var report = await workspace.Ledger.PurgeAsync(parsed.GetValue(policy) is { } name ? kept with { Name = name } : kept, cancellationToken: cancellationToken);
            reply.Say(report, $"{report.Payloads} payloads of {report.Runs} runs removed ({report.Bytes} bytes), {report.Kept} kept for younger runs");
            return ExitCode.Done;
        });
    }
}
