using System.Diagnostics;
using System.Globalization;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Sqlite;

namespace Guarded.Benchmarks;

/// <summary>Rows recorded one by one: by calls that all wait at once and share commits, and by calls of which each awaits the one before.</summary>
internal sealed class GroupedCommits : IAsyncDisposable
{
    private readonly SqliteLedger _ledger;
    private readonly RunId _run;
    private readonly PayloadReference _payload;
    private readonly int _callers;
    private readonly int _oneByOne;
    private long _next;

    private GroupedCommits(SqliteLedger ledger, RunId run, PayloadReference payload, int callers, int oneByOne) =>
        (_ledger, _run, _payload, _callers, _oneByOne) = (ledger, run, payload, callers, oneByOne);

    public static async Task<GroupedCommits> OpenAsync(string root, int callers, int oneByOne)
    {
        var payloads = new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(root, "objects")));
        var ledger = await SqliteLedger.OpenOrCreateAsync(Path.Combine(root, "ledger.db"), payloads);
        return new GroupedCommits(ledger, (await ledger.StartRunAsync("rows")).Id, await payloads.StoreAsync("the same for all"u8.ToArray()), callers, oneByOne);
    }

    public async Task<string> RunAsync(int rounds)
    {
        await GroupedAsync();
        var ratios = new List<(double Grouped, double Single)>();
        for (var round = 0; round < rounds; round++)
            ratios.Add((await SpeedAsync(GroupedAsync, 10 * _callers), await SpeedAsync(OneByOneAsync, _oneByOne)));
        var median = ratios.OrderBy(round => round.Grouped / round.Single).ElementAt(rounds / 2);
        return string.Create(CultureInfo.InvariantCulture, $"""
            rows recorded one by one, durable, median of {rounds} rounds
              CreateRowAsync, {_callers} at a time            {median.Grouped,10:N0} a second
              CreateRowAsync, each in a transaction    {median.Single,10:N0} a second   ratio {median.Grouped / median.Single:N1}

            """);
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    private static async Task<double> SpeedAsync(Func<Task> work, int rows)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return rows / clock.Elapsed.TotalSeconds;
    }

    private Task GroupedAsync() => Task.WhenAll(Enumerable.Range(0, _callers).Select(_ => Task.Run(async () =>
    {
        for (var row = 0; row < 10; row++)
            await CreateAsync();
    })));

    private async Task OneByOneAsync()
    {
        for (var row = 0; row < _oneByOne; row++)
            await CreateAsync();
    }

    private async Task CreateAsync() => await _ledger.CreateRowAsync(_run, Interlocked.Increment(ref _next), _payload);
}
