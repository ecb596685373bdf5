namespace Guarded.Store.Testing.Seam;

/// <summary>
/// Runs several actors one operation at a time, in an order that a seed decides. Each has a priority that is drawn anew now and
/// then: some fall far behind, as a slow process does, and some go in lockstep.
/// </summary>
internal sealed class TakingTurns(int seed) : IGate
{
    private readonly Random _random = new(seed);
    private readonly AsyncLocal<int> _actor = new();
    private readonly SortedDictionary<int, TaskCompletionSource> _waiting = [];
    private int[] _priorities = [];
    private int _running;

    public async Task RunAsync(params Func<Task>[] actors)
    {
        _priorities = [.. actors.Select(_ => _random.Next())];
        _running = actors.Length;
        await Task.WhenAll(actors.Select((actor, index) => Task.Run(async () =>
        {
            _actor.Value = index;
            await TurnAsync();
            try
            {
                await actor();
            }
            finally
            {
                Yield();
            }
        })));
    }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        await TurnAsync();
        return await run();
    }

    private Task TurnAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
            _waiting.Add(_actor.Value, turn);
        Yield();
        return turn.Task;
    }

    // The next one goes when all the others stand still, so that the seed alone decides.
    private void Yield()
    {
        lock (_waiting)
        {
            if (--_running > 0 || _waiting.Count == 0)
                return;
            var next = _waiting.Keys.MaxBy(actor => _priorities[actor]);
            if (_random.Next(6) == 0)
                _priorities[next] = _random.Next();
            _running = 1;
            _waiting.Remove(next, out var turn);
            turn!.SetResult();
        }
    }
}
