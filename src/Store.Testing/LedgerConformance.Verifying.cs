using Guarded.Store.Ledger;

namespace Guarded.Store.Testing;

public abstract partial class LedgerConformance
{
    [SkippableFact]
    public async Task A_ledger_and_a_store_that_agree_are_clean()
    {
        var ledger = await OpenLedgerAsync();
        Assert.Equal((0, 0), await CountsAsync(ledger));
        var run = await ledger.StartRunAsync("airports.csv");
        await RecordAsync(ledger, run.Id, rows: 20);
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 0, Node, await StoreAsync("an output")));
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 1, Node, await StoreAsync($"row 1 of {run.Id}/0")));
        Assert.Equal((21, 21), await CountsAsync(await ReopenAsync(ledger)));

        async Task<(long, long)> CountsAsync(ILedger ledger)
        {
            var report = await new LedgerVerification(ledger, Payloads).RunAsync();
            Assert.True(report.IsClean);
            return (report.References, report.Payloads);
        }
    }

    [SkippableFact]
    public async Task What_does_not_agree_is_reported_with_its_remedy()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        var rows = await RecordAsync(ledger, run.Id, rows: 20);
        var output = await StoreAsync("an output");
        await ledger.RecordOutcomeAsync(NewOutcome.Succeeded(run.Id, 4, Node, output));
        var forgotten = await StoreAsync("stored and never recorded");
        await Payloads.DeleteAsync(rows[1].Payload);
        await DamageAsync(rows[2].Payload, new string('x', (int)rows[2].PayloadLength));
        await DamageAsync(rows[3].Payload, "cut");
        await Payloads.DeleteAsync(output.Hash);

        ledger = await ReopenAsync(ledger);
        var report = await new LedgerVerification(ledger, Payloads) { Parallelism = 3 }.RunAsync();
        Assert.Equal((21, 20), (report.References, report.Payloads));
        Assert.Equal(
            new[]
            {
                (LedgerFindingKind.PayloadMissing, rows[1].Payload, (RowId?)rows[1].Id),
                (LedgerFindingKind.PayloadDamaged, rows[2].Payload, rows[2].Id),
                (LedgerFindingKind.PayloadDamaged, rows[3].Payload, rows[3].Id),
                (LedgerFindingKind.PayloadMissing, output.Hash, rows[4].Id),
                (LedgerFindingKind.PayloadUnreferenced, forgotten.Hash, null),
            }.OrderBy(finding => finding.Item2),
            report.Findings.Select(finding => (finding.Kind, finding.Payload, finding.Reference?.Row)));
        Assert.All(report.Findings, finding => Assert.NotEmpty(finding.Remedy));
        Assert.Contains($"row {rows[1].Id}", Assert.Single(report.Findings, finding => finding.Payload == rows[1].Payload).Remedy, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_was_purged_is_no_finding_and_what_was_to_be_purged_is_one()
    {
        var ledger = await OpenLedgerAsync();
        var run = await ledger.StartRunAsync("airports.csv");
        await RecordAsync(ledger, run.Id, rows: 3);
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
        Clock.Advance(TimeSpan.FromDays(91));
        var killed = await OpenLedgerAsync(new Dying(2, afterItsEffect: true));
        await ThrowsAsync<InvalidOperationException, PurgeReport>(killed.PurgeAsync(Policy));
        var report = await new LedgerVerification(ledger, Payloads).RunAsync();
        Assert.Equal(3, report.Findings.Count);
        Assert.All(report.Findings, finding => Assert.Equal(LedgerFindingKind.PurgeUnfinished, finding.Kind));
        await ledger.PurgeAsync(Policy);
        Assert.True((await new LedgerVerification(ledger, Payloads).RunAsync()).IsClean);
    }
}
