using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>Two processes that use one store at the same time.</summary>
internal sealed record Encounter(string Name, Func<IObjectStore, Task> First, Func<IObjectStore, Task> Second)
{
    /// <inheritdoc cref="Scenario.Image"/>
    public DiskImage Image { get; init; } = DiskImage.Empty;

    /// <summary>What the first process did before.</summary>
    public Func<IObjectStore, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>Lets them meet at every operation of each, then cuts the power after every operation.</summary>
    /// <returns>In how many orders they met.</returns>
    public async Task<int> MeetEverywhereAsync(bool hasUnnamedFiles, CrashCheck check)
    {
        var schedules = 0;
        var (first, second) = (await CountAsync(First, hasUnnamedFiles), await CountAsync(Second, hasUnnamedFiles));
        for (var before = 0; before <= first; before++)
        {
            for (var between = 1; between <= second; between++, schedules++)
            {
                var scene = await PrepareAsync(hasUnnamedFiles);
                var from = scene.Disk.Trace.Count;
                var other = scene.Open(scene.Disk.Start("second"));
                await Schedule.RunAsync(scene.Disk, ("first", before, () => First(scene.Objects)), ("second", between, () => Second(other)));
                Assert.Empty(scene.Disk.State.Visible().Staged);
                await check.AddAsync(scene, from);
            }
        }
        return schedules;
    }

    /// <summary>Kills the first at every operation, lets the second go on, then cuts the power after every operation.</summary>
    /// <returns>How many kills there were.</returns>
    public async Task<int> KillEverywhereAsync(bool hasUnnamedFiles, CrashCheck check)
    {
        var first = await CountAsync(First, hasUnnamedFiles);
        for (var before = 0; before < first; before++)
        {
            var scene = await PrepareAsync(hasUnnamedFiles);
            var from = scene.Disk.Trace.Count;
            scene.Process.KilledAt = scene.Process.Operations + before;
            await Assert.ThrowsAsync<KilledException>(() => First(scene.Objects));
            var other = scene.Open(scene.Disk.Start("second"), StoppedClock.AfterTheCrash);
            await Second(other);
            await other.SweepAsync(TimeSpan.Zero);
            Assert.Empty(scene.Disk.State.Visible().Staged);
            await check.AddAsync(scene, from);
        }
        return first;
    }

    // How many operations it takes where it is alone.
    private async Task<int> CountAsync(Func<WitnessedObjects, Task> act, bool hasUnnamedFiles)
    {
        var scene = await PrepareAsync(hasUnnamedFiles);
        var before = scene.Process.Operations;
        await act(scene.Objects);
        return scene.Process.Operations - before;
    }

    private async Task<Scene> PrepareAsync(bool hasUnnamedFiles)
    {
        var scene = new Scene(Image, hasUnnamedFiles);
        await Before(scene.Objects);
        return scene;
    }
}
