using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Leases;

/// <summary>Ends every call before it returns, so that a test with a clock of its own stays on one thread.</summary>
internal sealed class Blocking : IGate
{
    public static IObjectStore Over(IObjectStore objects) => new GatedObjectStore(objects, new Blocking());

    public ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run) => new(run().AsTask().GetAwaiter().GetResult());
}
