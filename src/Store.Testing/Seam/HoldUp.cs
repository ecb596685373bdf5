namespace Guarded.Store.Testing.Seam;

/// <summary>Holds up every commit while it is on, until they are let go.</summary>
internal sealed class HoldUp : IGate
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
        if (IsOn && operation.Kind == "commit")
        {
            var waiting = new TaskCompletionSource();
            _waiting.Add(waiting);
            await waiting.Task.ConfigureAwait(false);
        }
        return await run().ConfigureAwait(false);
    }
}
