namespace Guarded.Store.Testing.Seam;

/// <summary>Lets everything pass, and tells of each operation before it is done.</summary>
internal sealed class Passing(Action<SeamOperation> tell) : IGate
{
    public ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        tell(operation);
        return run();
    }
}
