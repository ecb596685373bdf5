namespace Guarded.Store.Testing.Seam;

/// <summary>Does what every commit asks, and fails to say so.</summary>
/// <param name="failure">How; the connection breaks where nothing is given.</param>
internal sealed class LostAnswers(Func<Exception>? failure = null) : IGate
{
    public int Lost { get; private set; }

    public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
    {
        var result = await run().ConfigureAwait(false);
        if (operation.Kind != "commit")
            return result;
        Lost++;
        throw failure?.Invoke() ?? new IOException("the answer was lost");
    }
}
