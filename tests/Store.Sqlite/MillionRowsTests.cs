using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Sqlite.Tests;

public sealed class MillionRowsTests : IDisposable
{
    private const int Rows = 1_000_000;
    private const int RowsALook = 100_000;
    private const long MostGrowth = 8 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Memory_stays_flat_while_a_million_rows_are_recorded_and_read()
    {
        var payloads = new PayloadStore(new MemoryObjectStore());
        var payload = await payloads.StoreAsync("the same for all"u8.ToArray());
        await using var ledger = await SqliteLedger.OpenOrCreateAsync(Path.Combine(_folder, "ledger.db"), payloads);
        var run = await ledger.StartRunAsync("rows.csv");

        Assert.InRange(await GrowthAsync(ledger.CreateRowsAsync(run.Id, NewRows())), long.MinValue, MostGrowth);
        Assert.InRange(await GrowthAsync(ledger.ReadRowsAsync(run.Id)), long.MinValue, MostGrowth);
        Assert.Equal(Rows, (await ledger.SummarizeRunAsync(run.Id)).Rows);

        async IAsyncEnumerable<NewRow> NewRows()
        {
            await Task.Yield();
            for (var index = 0; index < Rows; index++)
                yield return new NewRow(run.Id, index, payload);
        }
    }

    /// <summary>By how many bytes more is held at most than when the first rows had come.</summary>
    private static async Task<long> GrowthAsync(IAsyncEnumerable<LedgerRow> rows)
    {
        var (seen, first, most) = (0, 0L, 0L);
        await foreach (var row in rows)
        {
            Assert.Equal(seen, row.Index);
            if (++seen % RowsALook != 0)
                continue;
            var held = GC.GetTotalMemory(forceFullCollection: true);
            first = first == 0 ? held : first;
            most = Math.Max(most, held);
        }
        Assert.Equal(Rows, seen);
        return most - first;
    }
}
