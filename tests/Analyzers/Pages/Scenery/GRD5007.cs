class Scenery
{
    private readonly SemaphoreSlim _gate = new(1);

    async Task Show()
    {
        /* statements */
    }

    private async Task SaveAsync()
    {
        await _gate.WaitAsync();
        try
        {
            await SaveWhileHeldAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    private static Task SaveWhileHeldAsync() => Console.Out.WriteLineAsync();
}
