using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>Increments the store's counter so many times, and says what it made it each time.</summary>
internal static class CountingWorker
{
    public static async Task RunAsync(FileObjectStore objects, int times)
    {
        for (var time = 0; time < times; time++)
            Said.Line($"{await Counter.IncrementAsync(objects)}");
    }
}
