namespace Gaps;

/// <summary>W11: Ctrl-C. Either the process is gone before the lock is released, or it hangs on releasing it.</summary>
public static class UnboundedRelease
{
    public static void ExitBefore(IAsyncDisposable held) =>
        Console.CancelKeyPress += async (_, _) => await held.DisposeAsync(); // GRD5006

    public static void ExitAtOnce(CancellationTokenSource work)
    {
        Console.CancelKeyPress += (_, _) =>
        {
            work.Cancel();
            Environment.Exit(130); // GRD5006
        };
    }

    public static void Hang(Func<Task> releaseAsync) =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) => releaseAsync().Wait(); // GRD5006
}
