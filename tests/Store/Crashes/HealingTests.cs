using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Disk;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Crashes;

/// <summary>A damaged payload is stored again while the power goes, the disk fails or others do the same.</summary>
public sealed class HealingTests(ITestOutputHelper output)
{
    private static readonly byte[] Damaged = Scenarios.Small[..5];
    private static readonly DiskImage Image = DiskImage.Empty.With($"payloads/{FileImage.HashOf(Scenarios.Small)[..2]}/{FileImage.HashOf(Scenarios.Small)}", Damaged);
    private static readonly Scenario Heal = new("heal", StoreAsync) { Image = Image, After = RequireDamagedBytesAsync };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_becomes_of_it_the_damaged_bytes_are_kept_and_the_payload_is_healed(bool hasUnnamedFiles)
    {
        var scene = await Heal.PrepareAsync(hasUnnamedFiles);
        await Heal.Act(scene.Objects);
        var check = new CrashCheck(Seeded.Random(output), Heal.After);
        await check.AddAsync(scene, from: 0);
        output.WriteLine($"power: {check}");

        foreach (var error in (int[])[5, 28])
            output.WriteLine($"{await Faults.StrikeEverywhereAsync(Heal, error, hasUnnamedFiles, check)} faults: {check}");

        var two = new Encounter("two heal the same", StoreAsync, StoreAsync) { Image = Image };
        output.WriteLine($"{await two.KillEverywhereAsync(hasUnnamedFiles, check)} kills: {check}");
        output.WriteLine($"{await two.MeetEverywhereAsync(hasUnnamedFiles, check)} orders: {check}");
        check.RequireNoViolation(Heal.Name);
        Assert.True(check.States >= 20, $"Only {check.States} states were checked: the check has become empty.");
    }

    private static async Task StoreAsync(IObjectStore store) => await new PayloadStore(store).StoreAsync(Scenarios.Small);

    // In its place or in quarantine, at every moment.
    private static async Task RequireDamagedBytesAsync(IObjectStore store)
    {
        await foreach (var info in store.ListAsync(""))
        {
            await using var content = await store.GetAsync(info.Key);
            using var bytes = new MemoryStream();
            await content!.Stream.CopyToAsync(bytes);
            if (bytes.ToArray().SequenceEqual(Damaged))
                return;
        }
        throw new InvalidDataException("The damaged bytes are gone.");
    }
}
