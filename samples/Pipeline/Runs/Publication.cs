using System.Runtime.CompilerServices;
using Guarded.Store.Files;
using Guarded.Store.Ledger;

namespace Pipeline.Runs;

/// <summary>The sink: what the last node made of each row, a line for each, in one file that is there whole or not at all.</summary>
internal sealed class Publication(Workspace workspace, LedgerRun run, string output, string lastNode)
{
    /// <summary>What the ledger calls it.</summary>
    private const string Node = "write";

    private const int OutcomesAPage = 1000;

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        await foreach (var page in UnrecordedAsync(cancellationToken).Chunk(OutcomesAPage))
            await workspace.Ledger.RecordAsync(run.Id, new LedgerBatch { Outcomes = page }, cancellationToken);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        await using var file = AtomicFile.Create(output);
        await foreach (var outcome in workspace.Ledger.ReadOutcomesAsync(run.Id, cancellationToken))
        {
            if (outcome.Node != lastNode || outcome.Output is not { } row)
                continue;
            await using var content = await workspace.Payloads.OpenAsync(row, cancellationToken);
            await content.CopyToAsync(file, cancellationToken);
            await file.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
        await file.CommitAsync(cancellationToken);
    }

    // Outcomes come row by row, each row's in the order of the nodes' names and attempts.
    private async IAsyncEnumerable<NewOutcome> UnrecordedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        NodeOutcome? last = null;
        var isRecorded = false;
        await foreach (var outcome in workspace.Ledger.ReadOutcomesAsync(run.Id, cancellationToken))
        {
            if (last is not null && (last.Source, last.Index) != (outcome.Source, outcome.Index))
            {
                if (!isRecorded)
                    yield return Written(last);
                (last, isRecorded) = (null, false);
            }
            isRecorded |= outcome.Node == Node;
            if (outcome.Node == lastNode)
                last = outcome;
        }
        if (last is not null && !isRecorded)
            yield return Written(last);
    }

    private static NewOutcome Written(NodeOutcome last) => last.Status == OutcomeStatus.Skipped
        ? NewOutcome.Skipped(last.Source, last.Index, Node)
        : NewOutcome.Succeeded(last.Source, last.Index, Node, output: null);
}
