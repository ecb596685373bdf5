using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Crashes;

/// <summary>Every operation of a call fails in turn.</summary>
public sealed class DiskFaultTests(ITestOutputHelper output)
{
    private const int EIO = 5;
    private const int ENOSPC = 28;

    [Theory]
    [InlineData(true, 300)]
    [InlineData(false, 4000)]
    public async Task Whichever_operation_fails_the_call_says_so_and_loses_nothing(bool hasUnnamedFiles, int statesAtLeast)
    {
        var (faults, states, random) = (0, 0, Seeded.Random(output));
        foreach (var scenario in Scenarios.All)
        {
            var check = new CrashCheck(random, scenario.After);
            var struck = await Faults.StrikeEverywhereAsync(scenario, EIO, hasUnnamedFiles, check) + await Faults.StrikeEverywhereAsync(scenario, ENOSPC, hasUnnamedFiles, check);
            output.WriteLine($"{scenario.Name}: {struck} faults, {check}");
            check.RequireNoViolation(scenario.Name);
            (faults, states) = (faults + struck, states + check.States);
        }
        output.WriteLine($"{faults} faults, {states} states in all");
        Assert.True(faults >= 400 && states >= statesAtLeast, $"Only {faults} faults and {states} states were tried: the check has become empty.");
    }

    [Fact]
    public async Task A_flush_that_failed_is_remembered_however_many_folders_are_used_since()
    {
        const int moreThanAreKeptOpen = StoreFolders.MostOpen + 100;
        var image = Enumerable.Range(0, moreThanAreKeptOpen).Aggregate(DiskImage.Empty.With("things/two", Scenarios.Other), (image, at) => image.With($"many/{at}/one", []));
        var scene = new Scene(image, hasUnnamedFiles: true);
        await Scenarios.PutAsync(scene.Objects, Scenarios.Two, Scenarios.Other);
        for (var at = 0; scene.Process.Fault?.Struck != "flush '/disk/things'"; at++)
        {
            scene.Process.Fail(new Fault(at, EIO));
            await Assert.ThrowsAsync<IOException>(() => Scenarios.PutAsync(scene.Objects, Scenarios.One, Scenarios.Small));
        }

        for (var at = 0; at < moreThanAreKeptOpen; at++)
            Assert.NotNull(await scene.Objects.HeadAsync(ObjectKey.Parse($"many/{at}/one")));
        var refused = await Assert.ThrowsAsync<IOException>(() => Scenarios.PutAsync(scene.Objects, Scenarios.One, Scenarios.Small));
        Assert.Contains("An earlier flush of '/disk/things' failed", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/disk/things", SystemError.EMFILE)]
    [InlineData("/disk/things", SystemError.ENFILE)]
    [InlineData("/disk/things/one", SystemError.EMFILE)]
    [InlineData("/disk/things/one", SystemError.ENFILE)]
    public async Task A_flush_for_which_too_many_files_were_open_is_made_by_the_next_call(string path, int error)
    {
        Scene scene;
        var at = 0;
        do
        {
            scene = new Scene(DiskImage.Empty.With("things/one", Scenarios.Small), hasUnnamedFiles: true);
            scene.Process.Fail(new Fault(at++, error));
            await Assert.ThrowsAsync<IOException>(() => Scenarios.PutAsync(scene.Objects, Scenarios.One, Scenarios.Small));
        }
        while (scene.Process.Fault!.Struck != $"flush '{path}'");

        scene.Process.Fail(null);
        var before = scene.Disk.Trace.Count;
        await Scenarios.PutAsync(scene.Objects, Scenarios.One, Scenarios.Small);
        var made = scene.Disk.Trace.Skip(before).Select(traced => traced.Operation).ToList();
        Assert.Single(made.OfType<DiskOperation.FlushFile>());
        Assert.NotEmpty(made.OfType<DiskOperation.FlushFolder>());
    }
}
