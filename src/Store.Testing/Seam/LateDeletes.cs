using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Seam;

/// <summary>Says of every delete at once that it is done, and does it when somebody says so: at any later time.</summary>
internal sealed class LateDeletes(IGate gate) : IGate
{
    private readonly Queue<Func<Task>> _late = [];

    public async Task DoOneAsync()
    {
        if (_late.TryDequeue(out var delete))
            await delete();
    }

    public ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        if (operation.Kind != "delete")
            return gate.PassAsync(operation, run);
        _late.Enqueue(async () => await run());
        return new((T)(object)DeleteResult.Deleted);
    }
}
