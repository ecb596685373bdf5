using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Gaps.Pipeline;

/// <summary>E13: the store is in hand, the orchestrator takes one, and nobody passes it.</summary>
public sealed class Schedule(AuditTrail trail, PayloadStore payloads)
{
    public Task TickAsync(string source, CancellationToken cancellationToken) =>
        new Orchestrator(trail).WorkAsync(source, 0, cancellationToken); // GRD2006

    public Task<SweepResult> TidyAsync(CancellationToken cancellationToken) => payloads.SweepAsync(cancellationToken: cancellationToken).AsTask();
}
