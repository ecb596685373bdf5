using System.Collections.Concurrent;

namespace Guarded.Store.Ledger.Sql;

/// <summary>The runs that a ledger holds.</summary>
internal sealed class HeldRuns : IAsyncDisposable
{
    private readonly ConcurrentDictionary<RunId, HeldRun> _runs = [];

    public void Add(RunId run, HeldRun hold) => _runs[run] = hold;

    public bool Holds(RunId run) => _runs.ContainsKey(run);

    /// <summary>The hold on a run, where the run's state says that it is still good.</summary>
    public HeldRun Require(RunId run, RunState? state)
    {
        if (state is null)
            throw new RunNotFoundException(run);
        if (state.Status != RunStatus.Running)
            throw new RunEndedException(run, state.Status);
        if (!_runs.TryGetValue(run, out var hold))
            throw new RunHeldException(run, state.Holder, "This ledger neither started nor resumed it. When its holder is gone, resume it here first.");
        return hold.Session == state.Session
            ? hold
            : throw new RunHeldException(run, state.Holder, "It was resumed there after this ledger had lost it. Leave it to that process.");
    }

    /// <summary>Lets a run go that has ended.</summary>
    public async ValueTask ForgetAsync(RunId run)
    {
        if (_runs.TryRemove(run, out var hold))
        {
            hold.Claim.Forget();
            await hold.Claim.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var run in _runs.Keys)
            if (_runs.TryRemove(run, out var hold))
                await hold.Claim.DisposeAsync().ConfigureAwait(false);
    }
}
