using System.Diagnostics.CodeAnalysis;

namespace Guarded.Store.Files;

/// <summary>A call that waits for one of the <see cref="DiskThreads"/>, and how it ended.</summary>
internal abstract class DiskCall
{
    public abstract void Make();

    /// <summary>Hands the outcome to who awaits it, who goes on on this thread or on the thread pool.</summary>
    public abstract void End(bool onThisThread);
}

/// <inheritdoc/>
internal sealed class DiskCall<T>(Func<object?, T> call, object state) : DiskCall
{
    private readonly TaskCompletionSource<T> _ended = new();
    private T? _result;
    private Exception? _failure;

    public Task<T> Task => _ended.Task;

    [SuppressMessage("Design", "CA1031", Justification = "The exception is the call's outcome.")]
    public override void Make()
    {
        try
        {
            _result = call(state);
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    public override void End(bool onThisThread)
    {
        if (onThisThread)
            SetOutcome();
        else
            ThreadPool.UnsafeQueueUserWorkItem(static call => call.SetOutcome(), this, preferLocal: false);
    }

    private void SetOutcome()
    {
        if (_failure is OperationCanceledException cancelled)
            _ended.SetCanceled(cancelled.CancellationToken);
        else if (_failure is not null)
            _ended.SetException(_failure);
        else
            _ended.SetResult(_result!);
    }
}
