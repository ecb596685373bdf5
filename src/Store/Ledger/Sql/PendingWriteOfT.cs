namespace Guarded.Store.Ledger.Sql;

/// <summary>A call that waits to record something, and what it is to return.</summary>
internal sealed class PendingWrite<T>(Func<LedgerTransaction, ValueTask<T>> record) : PendingWrite
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _source.Task;

    public override async ValueTask ApplyAsync(LedgerTransaction transaction)
    {
        // One thing is refused before anything is written; of several, the first ones may be.
        if (Weight <= 1)
            _result = await record(transaction).ConfigureAwait(false);
        else
            _result = await transaction.TogetherAsync(record).ConfigureAwait(false);
    }

    public override void Succeed() => _source.TrySetResult(_result!);

    public override void Fail(Exception reason) => _source.TrySetException(reason);

    public void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);
}
