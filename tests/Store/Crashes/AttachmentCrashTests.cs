using Guarded.Store.Attachments;
using Guarded.Store.Objects;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Crashes;

/// <summary>Attachments come and go while the power goes, the disk fails or a process is killed: a recovery leaves nothing half done.</summary>
public sealed class AttachmentCrashTests(ITestOutputHelper output)
{
    private static readonly byte[] Content = "attached"u8.ToArray();

    private static readonly Scenario[] All =
    [
        new("attach", AddAsync) { After = RequireWholeAsync },
        new("attach what is attached", AddAsync) { Before = AddAsync, After = RequireWholeAsync },
        new("describe anew", DescribeFirstAsync) { Before = AddAsync, After = RequireWholeAsync },
        new("delete one of two", DeleteFirstAsync) { Before = async store => { await AddAsync(store); await AddAsync(store); }, After = RequireWholeAsync },
        new("delete the last", DeleteFirstAsync) { Before = AddAsync, After = RequireWholeAsync },
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_the_disk_had_of_a_call_a_recovery_leaves_nothing_half_done(bool hasUnnamedFiles)
    {
        var random = Seeded.Random(output);
        foreach (var scenario in All)
        {
            var scene = await scenario.PrepareAsync(hasUnnamedFiles);
            var from = scene.Disk.Trace.Count;
            await scenario.Act(scene.Objects);

            var check = new CrashCheck(random, scenario.After);
            await check.AddAsync(scene, from);
            output.WriteLine($"{scenario.Name}: {check}");
            check.RequireNoViolation(scenario.Name);
            Assert.True(check.States >= 5, $"Only {check.States} states were checked: the check has become empty.");
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(28)]
    public async Task Whichever_operation_fails_a_recovery_leaves_nothing_half_done(int error)
    {
        var random = Seeded.Random(output);
        foreach (var scenario in All)
        {
            var check = new CrashCheck(random, scenario.After);
            var faults = await Faults.StrikeEverywhereAsync(scenario, error, hasUnnamedFiles: true, check);
            output.WriteLine($"{scenario.Name}: {faults} faults, {check}");
            check.RequireNoViolation(scenario.Name);
            Assert.True(faults >= 5, $"Only {faults} faults were tried: the check has become empty.");
        }
    }

    [Fact]
    public async Task Wherever_a_process_is_killed_the_next_one_finds_its_attachments_whole()
    {
        var random = Seeded.Random(output);
        Encounter[] encounters =
        [
            new("two attach the same", AddAsync, AddAsync),
            new("delete the last and attach it", DeleteFirstAsync, AddAsync) { Before = AddAsync },
        ];
        foreach (var encounter in encounters)
        {
            var check = new CrashCheck(random, RequireWholeAsync);
            var kills = await encounter.KillEverywhereAsync(hasUnnamedFiles: true, check);
            output.WriteLine($"{encounter.Name}: {kills} kills, {check}");
            check.RequireNoViolation(encounter.Name);
        }
    }

    private static async Task AddAsync(IObjectStore store) => await Open(store).AddAsync(Content, new AttachmentDescription("text/plain"));

    private static async Task DeleteFirstAsync(IObjectStore store)
    {
        if (await FirstAsync(store) is { } first)
            await Open(store).DeleteAsync(first.Id);
    }

    private static async Task DescribeFirstAsync(IObjectStore store)
    {
        if (await FirstAsync(store) is { } first)
            await Open(store).UpdateAsync(first.Id, description => description with { Label = "anew" });
    }

    private static async Task<Attachment?> FirstAsync(IObjectStore store)
    {
        await foreach (var attachment in Open(store).ListAsync())
            return attachment;
        return null;
    }

    private static AttachmentStore Open(IObjectStore store) => new(store, time: StoppedClock.BeforeTheCrash);

    // What can be seen is whole before the recovery and after it, and a second one finds nothing to do.
    private static async Task RequireWholeAsync(IObjectStore store)
    {
        var attachments = new AttachmentStore(store, time: StoppedClock.AfterTheCrash);
        var before = await VerifyAsync(attachments);
        Assert.Empty((await attachments.RecoverAsync(TimeSpan.Zero)).Faults);
        Assert.Equal(before, await VerifyAsync(attachments));

        var again = await attachments.RecoverAsync(TimeSpan.Zero);
        Assert.Equal((0, 0), (again.Abandoned, again.Freed));
        var contents = 0;
        await foreach (var _ in store.ListAsync("attachments/payloads/"))
            contents++;
        Assert.Equal(before > 0 ? 1 : 0, contents);
    }

    private static async Task<int> VerifyAsync(AttachmentStore attachments)
    {
        var count = 0;
        await foreach (var attachment in attachments.ListAsync())
        {
            await attachments.VerifyAsync(attachment.Id);
            count++;
        }
        return count;
    }
}
