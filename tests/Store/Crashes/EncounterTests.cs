using Xunit.Abstractions;

namespace Guarded.Store.Tests.Crashes;

/// <summary>Two processes meet, or one is killed and the other goes on; then the power goes.</summary>
public sealed class EncounterTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, 120)]
    [InlineData(false, 1500)]
    public async Task Wherever_two_processes_meet_the_store_is_whole(bool hasUnnamedFiles, int statesAtLeast)
    {
        var (states, random) = (0, Seeded.Random(output));
        foreach (var encounter in Encounters.All)
        {
            var check = new CrashCheck(random);
            var schedules = await encounter.MeetEverywhereAsync(hasUnnamedFiles, check);
            output.WriteLine($"{encounter.Name}: {schedules} orders, {check}");
            check.RequireNoViolation(encounter.Name);
            states += check.States;
        }
        output.WriteLine($"{states} states in all");
        Assert.True(states >= statesAtLeast, $"Only {states} states were checked: the check has become empty.");
    }

    [Theory]
    [InlineData(true, 120)]
    [InlineData(false, 1500)]
    public async Task Wherever_a_process_is_killed_the_next_one_finds_the_store_whole(bool hasUnnamedFiles, int statesAtLeast)
    {
        var (states, random) = (0, Seeded.Random(output));
        foreach (var encounter in Encounters.All)
        {
            var check = new CrashCheck(random);
            var kills = await encounter.KillEverywhereAsync(hasUnnamedFiles, check);
            output.WriteLine($"{encounter.Name}: {kills} kills, {check}");
            check.RequireNoViolation(encounter.Name);
            states += check.States;
        }
        output.WriteLine($"{states} states in all");
        Assert.True(states >= statesAtLeast, $"Only {states} states were checked: the check has become empty.");
    }
}
