namespace Guarded.Store.Testing.Seam;

/// <summary>The way to the store of a process that can be struck down: from then on nothing that it asks for happens or ends.</summary>
internal sealed class Death : IGate
{
    private bool _struck;

    public void Strike() => _struck = true;

    public ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run) => _struck ? new(new TaskCompletionSource<T>().Task) : run();
}
