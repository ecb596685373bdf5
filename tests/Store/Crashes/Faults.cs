using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>Lets every operation of a call fail in turn, and looks at what becomes of the store and of its next calls.</summary>
internal static class Faults
{
    /// <returns>How many operations failed.</returns>
    public static async Task<int> StrikeEverywhereAsync(Scenario scenario, int error, bool hasUnnamedFiles, CrashCheck check)
    {
        var at = 0;
        while (await TryStrikeAsync(scenario, new Fault(at, error), hasUnnamedFiles, check))
            at++;
        return at;
    }

    private static async Task<bool> TryStrikeAsync(Scenario scenario, Fault fault, bool hasUnnamedFiles, CrashCheck check)
    {
        var scene = await scenario.PrepareAsync(hasUnnamedFiles);
        var from = scene.Disk.Trace.Count;
        var before = scene.Disk.State.Visible().Staged;
        scene.Process.Fail(fault);
        var failure = await Record.ExceptionAsync(() => scenario.Act(scene.Objects));
        if (fault.Struck is not { } struck)
        {
            Assert.Null(failure);
            return false;
        }
        scene.Process.Fail(null);
        var failed = Assert.IsAssignableFrom<IOException>(failure);
        Assert.Equal(fault.Error, failed.HResult);
        Assert.Contains(SimulatedDisk.RootPath, failed.Message, StringComparison.Ordinal);
        // A staged file that the disk refuses to remove is for a sweep.
        if (!struck.StartsWith("delete '/disk/.staging/", StringComparison.Ordinal))
            Assert.Empty(scene.Disk.State.Visible().Staged.Except(before));

        await TryAgainAsync(scenario, scene, scene.Objects, mayRefuse: IsFlushOfWhatIsPublished(struck));
        await check.AddAsync(scene, from);
        await TryAgainAsync(scenario, scene, scene.Open(scene.Disk.Start("anew"), StoppedClock.AfterTheCrash), mayRefuse: false);
        RequireNoSecondFlush(scene, struck);
        return true;
    }

    private static async Task TryAgainAsync(Scenario scenario, Scene scene, WitnessedObjects objects, bool mayRefuse)
    {
        try
        {
            await scenario.Act(objects);
        }
        catch (IOException refused) when (mayRefuse)
        {
            Assert.Contains("An earlier flush", refused.Message, StringComparison.Ordinal);
        }
        await objects.SweepAsync(TimeSpan.Zero);
        Assert.Empty(scene.Disk.State.Visible().Staged);
    }

    private static bool IsFlushOfWhatIsPublished(string struck) =>
        struck.StartsWith("flush ", StringComparison.Ordinal) && !struck.Contains("/.staging/", StringComparison.Ordinal);

    // By the process that saw it fail: the kernel may call what it lost clean.
    private static void RequireNoSecondFlush(Scene scene, string struck)
    {
        var flushes = scene.Disk.Trace.Where(traced => traced.Process == scene.Process.Name).Select(traced => traced.Operation).ToList();
        var failed = flushes.FindIndex(operation => operation is DiskOperation.FlushFile { Failed: true } or DiskOperation.FlushFolder { Failed: true });
        Assert.Equal(struck.StartsWith("flush ", StringComparison.Ordinal), failed >= 0);
        if (failed < 0)
            return;
        var again = flushes[failed] switch
        {
            DiskOperation.FlushFile file => file with { Failed = false },
            DiskOperation.FlushFolder folder => (DiskOperation)(folder with { Failed = false }),
            var other => other,
        };
        Assert.DoesNotContain(again, flushes.Skip(failed + 1));
    }
}
