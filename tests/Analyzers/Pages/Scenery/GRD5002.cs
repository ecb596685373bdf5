class Scenery
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Logger _logger = new();
    private FileStream? _held;

    async Task Show(string lockPath)
    {
        await Task.Yield();
        /* statements */
    }

    private static void Write() => Console.WriteLine();
}

sealed class Logger
{
    public void LogWarning(Exception exception, string message) => Console.Error.WriteLine($"{message}: {exception}");
}
