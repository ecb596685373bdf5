namespace Guarded.Store.Testing.Seam;

/// <summary>Lets something else happen before one operation.</summary>
internal sealed class Calling(int at, Func<Task> something) : IGate
{
    private int _passed;

    /// <summary>Whether so many operations were asked for.</summary>
    public bool WasReached => _passed >= at;

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        if (++_passed == at)
            await something();
        return await run();
    }
}
