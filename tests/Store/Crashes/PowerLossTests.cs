using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Crashes;

/// <summary>The power goes after every operation of a call.</summary>
public sealed class PowerLossTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, 150)]
    [InlineData(false, 500)]
    public async Task Whatever_the_disk_had_of_a_call_the_store_is_whole(bool hasUnnamedFiles, int statesAtLeast)
    {
        var (states, random) = (0, Seeded.Random(output));
        foreach (var scenario in Scenarios.All)
        {
            var scene = await scenario.PrepareAsync(hasUnnamedFiles);
            var from = scene.Disk.Trace.Count;
            await scenario.Act(scene.Objects);

            var check = new CrashCheck(random, scenario.After);
            await check.AddAsync(scene, from);
            output.WriteLine($"{scenario.Name}: {check}");
            check.RequireNoViolation(scenario.Name);
            states += check.States;
        }
        output.WriteLine($"{states} states in all");
        Assert.True(states >= statesAtLeast, $"Only {states} states were checked: the check has become empty.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_left_unflushed_is_durable_once_it_is_found_there(bool hasUnnamedFiles)
    {
        var scene = new Scene(DiskImage.Empty, hasUnnamedFiles);
        using (var careless = new FileObjectStore(scene.Disk.Start("careless").OpenRoot(), new FileObjectStoreOptions { Durability = Durability.None }))
            await Scenarios.PutAsync(careless, Scenarios.One, Scenarios.Small);
        var unsafeStates = CrashStates.Of(scene.Disk.State, new Random(1)).Images.Count(image => image.HashAt(Scenarios.One.ToString()) != FileImage.HashOf(Scenarios.Small));
        Assert.True(unsafeStates > 0);

        Assert.False((await scene.Objects.PutAsync(Scenarios.One, Scenarios.Small, PutCondition.IfAbsent)).IsStored);
        foreach (var image in CrashStates.Of(scene.Disk.State, new Random(1)).Images)
            Assert.Equal(FileImage.HashOf(Scenarios.Small), image.HashAt(Scenarios.One.ToString()));
        output.WriteLine($"{unsafeStates} states without it before, none after");
    }
}
