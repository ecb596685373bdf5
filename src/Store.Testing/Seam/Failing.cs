namespace Guarded.Store.Testing.Seam;

/// <summary>Fails one operation: before it did anything, or after it did all and could not say so.</summary>
internal sealed class Failing(int at, bool afterItsEffect) : IGate
{
    private int _passed;

    /// <summary>The operation that failed, or null where so many were never asked for.</summary>
    public SeamOperation? Failed { get; private set; }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        if (++_passed != at)
            return await run();
        Failed = operation;
        if (afterItsEffect)
            await run();
        throw new IOException($"the disk failed at operation {at}: {operation}");
    }
}
