using System.Globalization;
using Guarded.Processes.Worker;
using Guarded.Store.Files;
using Guarded.Store.Objects;

namespace Guarded.Processes.Tests;

public sealed class CounterTests : IDisposable
{
    private const int Times = 250;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DiskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_increment_of_four_processes_is_lost_also_where_some_are_restarted_in_between()
    {
        var counts = await Task.WhenAll(CountAsync(lives: 1), CountAsync(lives: 1), CountAsync(lives: 5), CountAsync(lives: 10));
        using var objects = FileObjectStore.Open(_folder.Path);
        Assert.Equal(4 * Times, await Counter.ReadAsync(objects));
        Assert.Equal(Enumerable.Range(1, 4 * Times), counts.SelectMany(count => count).Order());
    }

    private async Task<List<int>> CountAsync(int lives)
    {
        var counts = new List<int>();
        for (var life = 0; life < lives; life++)
        {
            using var worker = WorkerProcess.Start("count", _folder.Path, Durability.Full, Limit, CancellationToken.None, $"{Times / lives}");
            await foreach (var line in worker.ReadLinesAsync())
                counts.Add(int.Parse(line, CultureInfo.InvariantCulture));
            await worker.SucceedAsync();
        }
        return counts;
    }
}
