using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Leases;

/// <summary>Fails every operation while it is on.</summary>
internal sealed class Outage : IGate
{
    public bool IsOn { get; set; }

    public ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run) => IsOn ? throw new IOException("the store cannot be reached") : run();
}

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
            await waiting.Task;
        }
        return await run();
    }
}

/// <summary>Does what every commit asks, and fails to say so.</summary>
/// <param name="failure">How; the connection breaks where nothing is given.</param>
internal sealed class LostAnswers(Func<Exception>? failure = null) : IGate
{
    public int Lost { get; private set; }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        var result = await run();
        if (operation.Kind != "commit")
            return result;
        Lost++;
        throw failure?.Invoke() ?? new IOException("the answer was lost");
    }
}

/// <summary>Says of every commit that its condition failed, while it is on.</summary>
internal sealed class RefusingLater : IGate
{
    public bool IsOn { get; set; }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run) =>
        IsOn && operation.Kind == "commit" ? (T)(object)new PutResult(null) : await run();
}
