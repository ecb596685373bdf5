using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Processes.Worker;

/// <summary>
/// Puts payloads that fall into a few shards, and goes on each time that it is told to, until its input ends. Then it
/// puts some more that are to stay.
/// </summary>
internal sealed class ChurnWriter(FileObjectStore objects, string owner)
{
    private const int Last = 50;

    private readonly PayloadStore _payloads = new(objects);
    private int _own;
    private int _everybodys;

    public async Task RunAsync()
    {
        using var told = new StreamReader(Console.OpenStandardInput());
        do
        {
            // Every writer puts the same one about now, and whoever deletes comes in between.
            Said.Line($"shared {await _payloads.StoreAsync(ShardedSample.Next("everybody", ref _everybodys))}");
            await PutOwnAsync();
        }
        while (await told.ReadLineAsync() is not null);
        for (var put = 0; put < Last; put++)
            await PutOwnAsync();
    }

    private async Task PutOwnAsync() => Said.Line($"own {await _payloads.StoreAsync(ShardedSample.Next(owner, ref _own))}");
}
