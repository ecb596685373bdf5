using Guarded.Store.Files;
using Guarded.Store.Tests.Disk;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Crashes;

/// <summary>The same check over writers that leave something out: it finds each of them.</summary>
public sealed class NaiveWriterTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_write_in_place_is_found() => await RequireFoundAsync(ViolationKind.Torn, folder =>
    {
        using var file = folder.Overwrite("one");
        file.Write(Scenarios.Small);
        file.FlushAlone();
        folder.Flush();
    });

    [Fact]
    public async Task A_rename_of_what_was_not_flushed_is_found() => await RequireFoundAsync(ViolationKind.Torn, folder =>
    {
        using var file = folder.Overwrite("one.tmp");
        file.Write(Scenarios.Small);
        file.RenameAlone(folder, "one");
        folder.Flush();
    });

    [Fact]
    public async Task A_flush_that_comes_after_the_rename_is_found() => await RequireFoundAsync(ViolationKind.Torn, folder =>
    {
        using var file = folder.Overwrite("one.tmp");
        file.Write(Scenarios.Small);
        file.RenameAlone(folder, "one");
        file.FlushAlone();
        folder.Flush();
    });

    [Fact]
    public async Task A_folder_that_is_not_flushed_is_found() => await RequireFoundAsync(ViolationKind.Lost, folder =>
    {
        using var file = folder.Overwrite("one.tmp");
        file.Write(Scenarios.Small);
        file.FlushAlone();
        file.RenameAlone(folder, "one");
    });

    [Fact]
    public async Task A_new_folder_whose_name_is_not_flushed_is_found() => await RequireFoundAsync(ViolationKind.Lost, folder =>
    {
        using var file = folder.Stage();
        file.Write(Scenarios.Small);
        file.PublishNew(folder, "one", Durability.Full);
    }, DiskImage.Empty);

    [Fact]
    public async Task A_staging_name_that_two_share_is_found()
    {
        var found = new List<Violation>();
        for (var before = 0; before < 5; before++)
        {
            var check = new CrashCheck(Seeded.Random(output));
            var scene = new Scene(DiskImage.Empty.With("things/two", Scenarios.Other), hasUnnamedFiles: true);
            var (first, second) = (Things(scene, "first"), Things(scene, "second"));
            await Schedule.RunAsync(scene.Disk, ("first", before, () => WriteAsync(scene, first)), ("second", 2, () => WriteAsync(scene, second)));
            await check.AddAsync(scene, from: 0);
            found.AddRange(check.Violations);
        }
        RequireFound(ViolationKind.Torn, found);

        static Task WriteAsync(Scene scene, SimulatedFolder folder) => WriteOneAsync(scene, () =>
        {
            using var file = folder.Overwrite("one.tmp");
            file.Write(Scenarios.Small);
            file.FlushAlone();
            try
            {
                file.RenameAlone(folder, "one");
            }
            catch (DirectoryNotFoundException)
            {
                // the other has renamed it already
            }
            folder.Flush();
        });
    }

    [Fact]
    public async Task The_whole_protocol_passes_the_same_check()
    {
        var check = await CheckAsync(folder =>
        {
            using var file = folder.Stage();
            file.Write(Scenarios.Small);
            file.PublishNew(folder, "one", Durability.Full);
        }, DiskImage.Empty.With("things/two", Scenarios.Other));
        check.RequireNoViolation("the whole protocol");
        Assert.True(check.States >= 3);
    }

    private async Task RequireFoundAsync(ViolationKind expected, Action<SimulatedFolder> write, DiskImage? image = null)
    {
        var check = await CheckAsync(write, image ?? DiskImage.Empty.With("things/two", Scenarios.Other));
        RequireFound(expected, check.Violations);
    }

    private async Task<CrashCheck> CheckAsync(Action<SimulatedFolder> write, DiskImage image)
    {
        var scene = new Scene(image, hasUnnamedFiles: true);
        var things = Things(scene, "naive");
        await WriteOneAsync(scene, () => write(things));
        var check = new CrashCheck(Seeded.Random(output));
        await check.AddAsync(scene, from: 0);
        return check;
    }

    private static SimulatedFolder Things(Scene scene, string process)
    {
        var root = scene.Disk.Start(process).OpenRoot();
        root.Create("things");
        return (SimulatedFolder)root.TryOpen("things")!;
    }

    private static Task WriteOneAsync(Scene scene, Action write)
    {
        var from = scene.Witness.Now;
        scene.Witness.Put(Scenarios.One, Scenarios.Small);
        write();
        scene.Witness.PromiseContent(Scenarios.One, from, Scenarios.Small);
        return Task.CompletedTask;
    }

    private void RequireFound(ViolationKind expected, IReadOnlyList<Violation> violations)
    {
        foreach (var found in violations.GroupBy(violation => (violation.Kind, violation.What)))
            output.WriteLine($"{found.Key.Kind}: {found.Key.What}, in {found.Count()} states");
        Assert.Contains(violations, violation => violation.Kind == expected && violation.What.StartsWith($"'{Scenarios.One}'", StringComparison.Ordinal));
    }
}
