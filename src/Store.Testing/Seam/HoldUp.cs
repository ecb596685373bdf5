namespace Guarded.Store.Testing.Seam;

/// <summary>Holds up every commit while it is on, until they are let go: its request, or its answer.</summary>
internal sealed class HoldUp(bool afterItsEffect = false) : IGate
{
    private readonly List<TaskCompletionSource> _waiting = [];

    public bool IsOn { get; set; }

    public int Waiting => _waiting.Count;

    public void LetGo()
    {
        IsOn = false;
        _waiting.ForEach(waiting => waiting.SetResult());
    }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        var isHeldUp = IsOn && operation.Kind == "commit";
        if (isHeldUp && !afterItsEffect)
            await WaitAsync().ConfigureAwait(false);
        var result = await run().ConfigureAwait(false);
        if (isHeldUp && afterItsEffect)
            await WaitAsync().ConfigureAwait(false);
        return result;
    }

    private Task WaitAsync()
    {
        var waiting = new TaskCompletionSource();
        _waiting.Add(waiting);
        return waiting.Task;
    }
}
