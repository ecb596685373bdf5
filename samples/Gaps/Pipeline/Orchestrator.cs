using System.Text;
using Guarded.Store.Payloads;

namespace Gaps.Pipeline;

/// <summary>E12: without a store it works as well, as far as anybody sees.</summary>
public sealed class Orchestrator(AuditTrail trail, PayloadStore? payloads = null) // GRD2005
{
    public async Task WorkAsync(string source, long first, CancellationToken cancellationToken)
    {
        var index = 0L;
        await foreach (var line in File.ReadLinesAsync(source, cancellationToken))
        {
            if (index >= first)
                await WorkAsync(index, line, cancellationToken);
            index++;
        }
    }

    /// <summary>E14: the row is created without what it was made from, whether there is a store or not.</summary>
    private async Task WorkAsync(long index, string line, CancellationToken cancellationToken)
    {
        trail.CreateRow(index); // GRD2001
        var made = Encoding.UTF8.GetBytes(line.ToUpperInvariant());
        if (payloads is not null)
            trail.Complete(index, await payloads.StoreAsync(made, cancellationToken));
        else
            trail.CompleteByHash(index, made);
    }
}
