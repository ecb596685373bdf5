using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Seam;

/// <summary>Says of every commit that its condition failed, while it is on.</summary>
internal sealed class RefusingLater : IGate
{
    public bool IsOn { get; set; }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run) =>
        IsOn && operation.Kind == "commit" ? (T)(object)new PutResult(null) : await run().ConfigureAwait(false);
}
