using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Seam;

/// <summary>Ends every call before it returns, so that a test with a clock of its own stays on one thread.</summary>
internal sealed class Blocking : IGate
{
    public static IObjectStore Over(IObjectStore objects) => new GatedObjectStore(objects, new Blocking());

    // On another thread, where no test runner's context waits for this one.
    public ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run) => new(Task.Run(() => run().AsTask()).GetAwaiter().GetResult());
}
