namespace Guarded.Store.Ledger.Sql;

/// <summary>A call that waits to record something. It is cancelled or taken, never both.</summary>
internal abstract class PendingWrite
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int _state;

    /// <summary>How many things it records.</summary>
    public required int Weight { get; init; }

    public bool IsWaiting => Volatile.Read(ref _state) == Waiting;

    /// <summary>From here on it goes through, or fails, and is not cancelled.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    public bool TryCancel() => Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting;

    /// <summary>Records it in a transaction that others may share. Throws where nothing of it is recorded, and that is no fault of the transaction.</summary>
    public abstract ValueTask ApplyAsync(LedgerTransaction transaction);

    /// <summary>Its transaction is durable.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception reason);
}
