using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;
using Pipeline.Nodes;
using Pipeline.Records;

namespace Pipeline.Runs;

/// <summary>Takes rows through the nodes. What each node makes of a row is stored, and told as an outcome that is still to be recorded.</summary>
internal sealed class RowWork(PayloadStore payloads, IReadOnlyList<INode> nodes)
{
    /// <summary>What the ledger calls the reading of the raw bytes.</summary>
    private const string Parse = "parse";

    /// <summary>The node that every row which is done has come to.</summary>
    public string LastNode => nodes[^1].Name;

    /// <summary>Takes one row as far as it goes. What it did in an earlier attempt is not told again.</summary>
    public async Task<IReadOnlyList<NewOutcome>> RunAsync(SourceId source, long index, RecordFormat format, ReadOnlyMemory<byte> raw, IReadOnlyList<NodeOutcome> earlier, CancellationToken cancellationToken)
    {
        var outcomes = new List<NewOutcome>();
        var start = Stopwatch.GetTimestamp();
        JsonObject? record = format.Parse(raw.Span);
        await AddAsync(Parse);
        foreach (var node in nodes)
        {
            start = Stopwatch.GetTimestamp();
            try
            {
                record = record is null ? null : node.Apply(record);
            }
            catch (NodeException exception)
            {
                Add(NewOutcome.Failed(source, index, node.Name, exception.Message));
                return outcomes;
            }
            await AddAsync(node.Name);
        }
        return outcomes;

        async Task AddAsync(string node)
        {
            if (record is null)
                Add(NewOutcome.Skipped(source, index, node));
            else
                Add(NewOutcome.Succeeded(source, index, node, await payloads.StoreAsync(JsonSerializer.SerializeToUtf8Bytes(record), cancellationToken)));
        }

        void Add(NewOutcome outcome)
        {
            var attempts = earlier.Where(before => before.Node == outcome.Node).ToList();
            if (attempts.TrueForAll(static before => before.Status == OutcomeStatus.Failed))
                outcomes.Add(outcome with { Attempt = attempts.Count + 1, Duration = Stopwatch.GetElapsedTime(start) });
        }
    }
}
