namespace Gaps;

/// <summary>W8: the lock cannot be had, which is worth a warning at most, and then everything goes on as usual.</summary>
public sealed class SwallowedLockFailure : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public void Dispose() => _gate.Dispose();

    public async Task WriteAsync(Func<Task> write)
    {
        await _gate.WaitAsync(TimeSpan.FromSeconds(5)); // GRD5002
        try
        {
            await write();
        }
        finally
        {
            _gate.Release();
        }
    }

    public static void Write(Mutex mutex, Action write)
    {
        if (!mutex.WaitOne(TimeSpan.FromSeconds(5))) // GRD5002
            Console.Error.WriteLine("could not take the lock");
        write();
    }

    public static async Task PushAsync(Func<Task> acquireLockAsync, Func<Task> push)
    {
        try
        {
            await acquireLockAsync();
        }
        catch (IOException e) // GRD5002
        {
            Console.Error.WriteLine(e.Message);
        }

        await push();
    }
}
