using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Gaps.Pipeline;

/// <summary>E11: resume opens the store and passes it on. Run never does, with the same settings, so resume finds it empty.</summary>
public sealed class Commands(AuditTrail trail, PipelineSettings settings)
{
    public Task RunAsync(CancellationToken cancellationToken) => // GRD2007
        new Orchestrator(trail).WorkAsync(settings.Source, 0, cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken)
    {
        var payloads = new PayloadStore(FileObjectStore.OpenOrCreate(settings.PayloadFolder));
        return new Orchestrator(trail, payloads).WorkAsync(settings.Source, trail.RowCount, cancellationToken);
    }
}
