using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class SettingsAreForgotten(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRun> ReadRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        await base.ReadRunAsync(run, cancellationToken) with { Settings = null };
}

internal sealed class NothingIsAnEmptyText(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRun> ReadRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        await base.ReadRunAsync(run, cancellationToken) is { CodeVersion: null } found ? found with { CodeVersion = "" } : await base.ReadRunAsync(run, cancellationToken);
}

internal sealed class RunsAreReadBackwards(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<LedgerRun> ReadRunsAsync(CancellationToken cancellationToken = default) => base.ReadRunsAsync(cancellationToken).Reverse();
}

internal sealed class EndsAreForgotten(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override ValueTask EndRunAsync(RunId run, RunStatus status, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}

internal sealed class MissingRunsAreEmpty(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<RunSummary> SummarizeRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        await base.ReadRunsAsync(cancellationToken).AnyAsync(found => found.Id == run, cancellationToken) ? await base.SummarizeRunAsync(run, cancellationToken) : new RunSummary(0, []);
}

internal sealed class SourcesAreNeverFound(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerSource> AddSourceAsync(RunId run, string name, CancellationToken cancellationToken = default) =>
        await base.AddSourceAsync(run, (await base.ReadSourcesAsync(run, cancellationToken)).Any(source => source.Name == name) ? $"{name} again" : name, cancellationToken);
}

internal sealed class SessionsStay(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRun> ResumeRunAsync(RunId run, CancellationToken cancellationToken = default) =>
        await base.ResumeRunAsync(run, cancellationToken) with { Session = 1 };
}

internal sealed class AnyRunIsResumed(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRun> ResumeRunAsync(RunId run, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.ResumeRunAsync(run, cancellationToken);
        }
        catch (Exception exception) when (exception is RunEndedException or RunHeldException)
        {
            return await base.ReadRunAsync(run, cancellationToken);
        }
    }
}

internal sealed class CancelledCallsGoThrough(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRun> StartRunAsync(NewRun run, CancellationToken cancellationToken = default)
    {
        var started = await base.StartRunAsync(run, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return started;
    }
}

internal sealed class ClosedIsAnyError(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRun> ReadRunAsync(RunId run, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.ReadRunAsync(run, cancellationToken);
        }
        catch (ObjectDisposedException exception)
        {
            throw new LedgerException("Something went wrong.", exception);
        }
    }
}
