class Scenery
{
    void Show(IAsyncDisposable lease, CancellationTokenSource cancellation)
    {
        /* statements */
    }

    private static Task StopAsync() => Console.Out.WriteLineAsync("stopped");
}
