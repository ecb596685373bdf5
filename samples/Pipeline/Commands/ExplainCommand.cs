using System.CommandLine;
using System.Text;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Pipeline.Commands;

/// <summary><c>explain</c>: a row's way from its raw bytes to each output.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var row = new Argument<long>("row") { Description = "A row's number in the ledger." };
        return new Command("explain", "Shows a row's way from its raw bytes to each output, also after a purge.") { row }.Doing(async (parsed, reply, cancellationToken) =>
        {
            await using var workspace = await PipelineCommand.OpenAsync(parsed, cancellationToken);
            var explained = await workspace.Ledger.ExplainAsync(new RowId(parsed.GetRequiredValue(row)), cancellationToken);
            var raw = await ShownAsync(explained.Raw, cancellationToken);
            var outcomes = new List<(NodeOutcome Outcome, Shown? Output)>();
            foreach (var (outcome, output) in explained.Outcomes)
                outcomes.Add((outcome, output is null ? null : await ShownAsync(output, cancellationToken)));
            reply.Say(Document(explained, raw, outcomes), Lines(explained, raw, outcomes));
            return ExitCode.Done;
        });
    }

    private static object Document(RowExplanation explained, Shown raw, List<(NodeOutcome Outcome, Shown? Output)> outcomes) => new
    {
        row = explained.Row.Id.Value,
        explained.Row.Index,
        source = explained.Source.Name,
        run = new { id = explained.Run.Id.Value, explained.Run.Status, explained.Run.StartedAt, explained.Run.StartedBy, explained.Run.CodeVersion },
        explained.Row.RecordedAt,
        raw,
        outcomes = outcomes.Select(static step => new { step.Outcome.Node, step.Outcome.Attempt, step.Outcome.Status, step.Outcome.Error, step.Outcome.RecordedAt, step.Output }),
    };

    private static IEnumerable<string> Lines(RowExplanation explained, Shown raw, List<(NodeOutcome Outcome, Shown? Output)> outcomes)
    {
        yield return $"row      {explained.Row.Id}: index {explained.Row.Index} of {explained.Source.Name}, recorded {explained.Row.RecordedAt:u}";
        yield return $"run      {explained.Run.Id} of {explained.Run.Source}, {explained.Run.Status}, started {explained.Run.StartedAt:u} by {explained.Run.StartedBy}";
        foreach (var line in raw.Lines("raw"))
            yield return line;
        foreach (var (outcome, output) in outcomes)
        {
            yield return $"{outcome.Node,-8} {outcome.Status}, attempt {outcome.Attempt}, {outcome.RecordedAt:u}{(outcome.Error is { } error ? $": {error}" : "")}";
            foreach (var line in output?.Lines("") ?? [])
                yield return line;
        }
    }

    private static async Task<Shown> ShownAsync(PayloadTrace payload, CancellationToken cancellationToken)
    {
        var (hash, length) = (payload.Hash.ToString(), payload.Length);
        if (payload.Purged is { } purged)
            return new Shown(hash, length) { Purged = purged.GoneAt ?? purged.DecidedAt, Policy = purged.Policy };
        try
        {
            await using var content = await payload.OpenAsync(cancellationToken);
            using var reader = new StreamReader(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false);
            return new Shown(hash, length) { Text = await reader.ReadToEndAsync(cancellationToken) };
        }
        catch (Exception exception) when (exception is PayloadNotFoundException or PayloadDamagedException)
        {
            return new Shown(hash, length) { Fault = exception.Message };
        }
    }

    /// <summary>A payload, as far as it can be shown.</summary>
    private sealed record Shown(string Sha256, long Length)
    {
        public string? Text { get; init; }

        public string? Fault { get; init; }

        public DateTimeOffset? Purged { get; init; }

        public string? Policy { get; init; }

        public IEnumerable<string> Lines(string name)
        {
            yield return $"{name,-8} sha256 {Sha256}, {Length} bytes, {(Purged is { } at ? $"purged {at:u} by the policy '{Policy}'" : Fault is null ? "verified" : $"NOT WHOLE: {Fault}")}";
            if (Text is not null)
                yield return $"         {Text}";
        }
    }
}
