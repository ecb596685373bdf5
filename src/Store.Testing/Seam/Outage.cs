namespace Guarded.Store.Testing.Seam;

/// <summary>Fails every operation while it is on.</summary>
internal sealed class Outage : IGate
{
    public bool IsOn { get; set; }

    public ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run) => IsOn ? throw new IOException("the store cannot be reached") : run();
}
