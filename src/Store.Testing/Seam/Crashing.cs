namespace Guarded.Store.Testing.Seam;

/// <summary>Ends the world at one operation, before or after its effect: neither it nor any later one ever returns, so that no clean-up runs.</summary>
internal sealed class Crashing(Func<int, SeamOperation, bool> at, bool afterItsEffect) : IGate
{
    private readonly TaskCompletionSource _crash = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _passed;

    public Crashing(int at, bool afterItsEffect) : this((passed, _) => passed == at, afterItsEffect)
    {
    }

    /// <summary>Runs a program until its end or its crash. True where it crashed.</summary>
    public async Task<bool> RunAsync(Func<Task> program)
    {
        var running = program();
        if (await Task.WhenAny(running, _crash.Task) == _crash.Task)
            return true;
        await running;
        return false;
    }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        if (!_crash.Task.IsCompleted && !at(++_passed, operation))
            return await run();
        if (!_crash.Task.IsCompleted && afterItsEffect)
            await run();
        _crash.TrySetResult();
        return await new TaskCompletionSource<T>().Task;
    }
}
