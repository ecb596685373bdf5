using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>A number that is only read and written under a lease.</summary>
public static class LeasedCounter
{
    private static readonly LeaseName Name = LeaseName.Parse("counter");
    private static readonly LeaseOptions Options = new() { TimeToLive = TimeSpan.FromSeconds(1) };
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    public static async Task<int> ReadAsync(IObjectStore objects) => ValueOf(await PointerIn(objects).ReadAsync());

    /// <summary>Adds one and says what the number was made, or 'refused', until nothing more is told.</summary>
    internal static async Task CountAsync(FileObjectStore objects)
    {
        var leases = new LeaseManager(objects, Options);
        var pointer = PointerIn(objects);
        var told = Task.Run(Console.In.ReadToEnd); // the console reads on the thread that asks
        while (!told.IsCompleted)
        {
            await using var lease = await leases.AcquireAsync(Name, "counting", Wait);
            try
            {
                var value = ValueOf(await pointer.TakeAsync(lease.Epoch)) + 1;
                await pointer.CommitAsync(lease.Epoch, BitConverter.GetBytes(value));
                Said.Line($"{value}");
            }
            catch (StaleEpochException)
            {
                Said.Line("refused");
            }
        }
    }

    private static FencedPointer PointerIn(IObjectStore objects) => new(objects, ObjectKey.Parse("counters/leased"));

    private static int ValueOf(ReadOnlyMemory<byte>? content) => content is { } bytes ? BitConverter.ToInt32(bytes.Span) : 0;
}
