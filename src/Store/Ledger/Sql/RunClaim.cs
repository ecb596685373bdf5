namespace Guarded.Store.Ledger.Sql;

/// <summary>A run, taken for this process. Disposing of it lets the run go.</summary>
public abstract class RunClaim : IAsyncDisposable
{
    /// <summary>Called before the claim of a run that has ended is let go: nobody will ask for it again.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>Lets the run go.</summary>
    public abstract ValueTask DisposeAsync();
}
