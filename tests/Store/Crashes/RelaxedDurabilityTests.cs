using Guarded.Store.Files;
using Guarded.Store.Hashing;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Disk;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Crashes;

/// <summary>What the lower levels of durability still promise, and that they are lower.</summary>
public sealed class RelaxedDurabilityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_alone_is_never_torn_and_may_be_missing(bool hasUnnamedFiles)
    {
        var (promised, random) = (new List<Violation>(), Seeded.Random(output));
        foreach (var scenario in Scenarios.All)
        {
            var whole = new CrashCheck(random, scenario.After, promisesHold: false);
            await whole.AddAsync(await ActAsync(scenario, Durability.Content, hasUnnamedFiles), from: 0);
            output.WriteLine($"{scenario.Name}: {whole}");
            whole.RequireNoViolation(scenario.Name);

            var durable = new CrashCheck(random, scenario.After);
            await durable.AddAsync(await ActAsync(scenario, Durability.Content, hasUnnamedFiles), from: 0);
            promised.AddRange(durable.Violations);
        }
        Assert.Contains(promised, violation => violation.Kind == ViolationKind.Lost);
        Assert.Contains(promised, violation => violation.Kind == ViolationKind.Undeleted);
        Assert.Contains(promised, violation => violation.Kind == ViolationKind.Outdated);
        Assert.DoesNotContain(promised, violation => violation.Kind == ViolationKind.Torn);
    }

    [Fact]
    public async Task None_may_be_torn()
    {
        var check = new CrashCheck(Seeded.Random(output), promisesHold: false);
        await check.AddAsync(await ActAsync(Scenarios.Named("put into a new folder"), Durability.None, hasUnnamedFiles: true), from: 0);
        Assert.Contains(check.Violations, violation => violation.Kind == ViolationKind.Torn);
    }

    [Fact]
    public async Task A_payload_that_none_left_torn_is_never_read_as_whole()
    {
        var scene = new Scene(DiskImage.Empty, hasUnnamedFiles: true, Durability.None);
        var stored = await new PayloadStore(scene.Objects).StoreAsync(Scenarios.Small);

        var ends = new Dictionary<string, int>();
        foreach (var image in CrashStates.Of(scene.Disk.State, new Random(1)).Images)
        {
            var after = new Scene(image, hasUnnamedFiles: true);
            var end = await ReadAsync(new PayloadStore(after.Objects), stored.Hash);
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }
        output.WriteLine(string.Join(", ", ends));
        Assert.Equal(["damaged", "missing", "whole"], ends.Keys.Order());
    }

    private static async Task<string> ReadAsync(PayloadStore payloads, PayloadHash hash)
    {
        try
        {
            Assert.Equal(Scenarios.Small, await payloads.ReadAllBytesAsync(hash));
            return "whole";
        }
        catch (PayloadDamagedException)
        {
            return "damaged";
        }
        catch (PayloadNotFoundException)
        {
            return "missing";
        }
    }

    private static async Task<Scene> ActAsync(Scenario scenario, Durability durability, bool hasUnnamedFiles)
    {
        var scene = await scenario.PrepareAsync(hasUnnamedFiles, durability);
        await scenario.Act(scene.Objects);
        return scene;
    }
}
