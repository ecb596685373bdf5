using Guarded.Store.Attachments;
using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing;

public abstract partial class LedgerConformance
{
    [SkippableFact]
    public async Task A_row_is_read_back_with_all_that_was_recorded_of_it()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var payload = await StoreAsync("raw, bytes");
        AttachmentId[] attachments = [AttachmentId.Parse(new string('b', 32)), AttachmentId.Parse(new string('a', 32))];
        var plain = await ledger.CreateRowAsync(run.Id, 0, payload);
        var full = Assert.Single(await ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Rows = [new NewRow(run.Id, 1, payload) { DataHash = PayloadHash.Compute("data"u8), Attachments = attachments }],
        }));
        Assert.Equal((payload.Hash, payload.Length, run.Id, 1), (full.Payload, full.PayloadLength, full.Run, full.Index));
        Assert.Equal((PayloadHash.Compute("data"u8), Clock.GetUtcNow()), (full.DataHash!.Value, full.RecordedAt));
        Assert.Equal(attachments, full.Attachments);
        Assert.Null(plain.DataHash);
        ledger = await ReopenAsync(ledger);
        Assert.Equal([plain, full], await ledger.ReadRowsAsync(run.Id).ToListAsync());
    }

    [SkippableFact]
    public async Task Rows_are_read_in_the_order_of_source_and_index()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("first");
        var second = await ledger.AddSourceAsync(run.Id, "second");
        var other = await ledger.StartRunAsync("another run");
        var payload = await StoreAsync("the same for all");
        var late = Enumerable.Range(0, 1500).Select(index => new NewRow(second.Id, index, payload));
        var early = Enumerable.Range(0, 1500).Select(index => new NewRow(run.Id, index, payload));
        await ledger.RecordAsync(run.Id, new LedgerBatch { Rows = [.. late.Concat(early).Reverse()] });
        await ledger.CreateRowAsync(other.Id, 7, payload);
        ledger = await ReopenAsync(ledger);
        var rows = await ledger.ReadRowsAsync(run.Id).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 3000).Select(at => (at / 1500, (long)at % 1500)), rows.Select(row => (row.Source.Number, row.Index)));
        Assert.Equal(3000, rows.DistinctBy(row => row.Id).Count());
        Assert.Equal(7, Assert.Single(await ledger.ReadRowsAsync(other.Id).ToListAsync()).Index);
        Assert.Empty(await ledger.ReadRowsAsync(new RunId(4711)).ToListAsync());
    }

    [SkippableFact]
    public async Task An_index_is_recorded_once_a_source_and_the_first_row_stays()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("first");
        var second = await ledger.AddSourceAsync(run.Id, "second");
        var other = await ledger.StartRunAsync("another run");
        var first = await ledger.CreateRowAsync(run.Id, 3, await StoreAsync("one"));
        var refused = await ThrowsAsync<RowExistsException, LedgerRow>(ledger.CreateRowAsync(run.Id, 3, await StoreAsync("two")));
        Assert.Equal((SourceId.FirstOf(run.Id), 3), (refused.SourceId, refused.Index));
        await ledger.CreateRowAsync(second.Id, 3, await StoreAsync("two"));
        await ledger.CreateRowAsync(other.Id, 3, await StoreAsync("two"));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(first, await ledger.ReadRowsAsync(run.Id).FirstAsync());
        Assert.Equal(2, await ledger.ReadRowsAsync(run.Id).CountAsync());
    }

    [SkippableFact]
    public async Task A_row_of_a_source_that_is_not_there_is_refused()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("only");
        var other = await ledger.StartRunAsync("one of two");
        await ledger.AddSourceAsync(other.Id, "two of two");
        var missing = new SourceId(run.Id, 1);
        Assert.Equal(missing, (await ThrowsAsync<SourceNotFoundException, LedgerRow>(ledger.CreateRowAsync(missing, 0, await StoreAsync("raw")))).SourceId);
        await ThrowsAsync<SourceNotFoundException, LedgerRow>(ledger.CreateRowAsync(new SourceId(run.Id, -1), 0, await StoreAsync("raw")));
        ledger = await ReopenAsync(ledger);
        Assert.Empty(await ledger.ReadRowsAsync(run.Id).ToListAsync());
    }

    [SkippableFact]
    public async Task A_row_needs_a_payload_that_is_in_this_store()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        PayloadReference? forgotten = null;
        await ThrowsAsync<ArgumentNullException, LedgerRow>(ledger.CreateRowAsync(run.Id, 0, forgotten!));
        var foreign = await new PayloadStore(new MemoryObjectStore()).StoreAsync("elsewhere"u8.ToArray());
        await ThrowsAsync<PayloadNotFoundException, LedgerRow>(ledger.CreateRowAsync(run.Id, 0, foreign));
        await ThrowsAsync<PayloadNotFoundException, IReadOnlyList<LedgerRow>>(ledger.RecordAsync(run.Id, new LedgerBatch
        {
            Rows = [new NewRow(run.Id, 0, await StoreAsync("here")), new NewRow(run.Id, 1, foreign)],
        }));
        ledger = await ReopenAsync(ledger);
        Assert.Empty(await ledger.ReadRowsAsync(run.Id).ToListAsync());
    }

    [SkippableFact]
    public async Task A_row_whose_payload_was_cut_is_refused()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var payload = await StoreAsync("whole");
        await DamageAsync(payload.Hash, "who");
        Assert.Equal(payload.Hash, (await ThrowsAsync<PayloadDamagedException, LedgerRow>(ledger.CreateRowAsync(run.Id, 0, payload))).Hash);
        Assert.Empty(await ledger.ReadRowsAsync(run.Id).ToListAsync());
        await ledger.CreateRowAsync(run.Id, 0, await StoreAsync("whole"));
    }

    private async Task DamageAsync(PayloadHash payload, string content)
    {
        var key = await _objects.ListAsync("payloads/").Select(info => info.Key).SingleAsync(key => key.ToString().EndsWith(payload.ToString(), StringComparison.Ordinal));
        await _objects.PutAsync(key, System.Text.Encoding.UTF8.GetBytes(content), PutCondition.Any);
    }
}
