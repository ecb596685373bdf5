using System.Collections.Concurrent;

namespace Guarded.Store.Testing.Seam;

/// <summary>Lets everything pass, and keeps what it was.</summary>
internal sealed class Recording : IGate
{
    private readonly ConcurrentQueue<SeamOperation> _passed = [];

    public IReadOnlyCollection<SeamOperation> Passed => _passed;

    public ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        _passed.Enqueue(operation);
        return run();
    }
}
