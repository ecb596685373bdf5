using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Seam;

/// <summary>Says of every commit that its condition failed.</summary>
internal sealed class Refusing : IGate
{
    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run) =>
        operation.Kind == "commit" ? (T)(object)new PutResult(null) : await run();
}
