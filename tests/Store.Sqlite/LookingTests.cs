using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Sqlite.Tests;

/// <summary>Who asks whether a run is held looks at the file that its holder locks, and is in nobody's way.</summary>
public sealed class LookingTests : IDisposable
{
    private const int Runs = 50;

    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Runs_start_and_are_held_while_others_look_all_the_time()
    {
        await using var ledger = await OpenAsync();
        using var done = new CancellationTokenSource();
        var looking = Enumerable.Range(0, 2).Select(_ => Task.Run(() => LookAsync(done.Token))).ToList();
        for (var run = 0; run < Runs; run++)
        {
            var started = await ledger.StartRunAsync("rows.csv");
            Assert.True(await ledger.IsHeldAsync(started.Id));
            await ledger.EndRunAsync(started.Id, RunStatus.Completed);
        }
        await done.CancelAsync();
        await Task.WhenAll(looking);
    }

    // It looks at the run that comes next, from before it is there.
    private async Task LookAsync(CancellationToken done)
    {
        await using var ledger = await OpenAsync();
        for (var run = 1; !done.IsCancellationRequested && run <= Runs;)
        {
            try
            {
                run += await ledger.IsHeldAsync(new RunId(run), CancellationToken.None) ? 0 : (await ledger.ReadRunAsync(new RunId(run), CancellationToken.None)).Status == RunStatus.Running ? 0 : 1;
            }
            catch (RunNotFoundException)
            {
                await Task.Yield();
            }
        }
    }

    private async Task<SqliteLedger> OpenAsync() =>
        await SqliteLedger.OpenOrCreateAsync(Path.Combine(_folder, "ledger.db"), new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(_folder, "objects"))));
}
