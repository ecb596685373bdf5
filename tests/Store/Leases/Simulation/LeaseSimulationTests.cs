using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>
/// Histories of leases, each from a seed that replays it: GUARDED_SEED=123 runs one, GUARDED_HISTORIES=1000000 so many (as
/// <c>./test</c> does), from that seed on where both are given. Without a seed they begin at 0, so that the same code always passes or always fails.
/// </summary>
public sealed class LeaseSimulationTests(ITestOutputHelper output)
{
    private const int WhileDeveloping = 5_000;
    private const int MutantHistories = 5_000;

    // Below this, chance may leave one out.
    private const int EnoughForAllIncidents = 1_000;

    [Fact]
    public void No_history_has_two_holders_a_falling_epoch_a_late_write_or_a_lease_that_nobody_can_have()
    {
        var first = Number("GUARDED_SEED");
        var count = Number("GUARDED_HISTORIES") ?? (first is null ? WhileDeveloping : 1);
        var histories = new Histories(first ?? 0, count);
        var began = Stopwatch.GetTimestamp();
        var violation = histories.Run();
        var (took, tally) = (Stopwatch.GetElapsedTime(began), histories.Tally);
        output.WriteLine($"{tally.Histories:N0} histories in {took.TotalSeconds:0.0} s ({tally.Histories / took.TotalSeconds:N0} a second): {tally}");
        Assert.True(violation is null, violation);
        Assert.Equal(count, tally.Histories);
        if (count < EnoughForAllIncidents)
            return;
        // Histories in which nothing happens prove nothing.
        Assert.All(tally.Shares, kind => Assert.True(kind.Histories > count / 50, $"{kind}"));
        Assert.All([tally.Acquisitions, tally.Commits], sum => Assert.True(sum > count, $"{sum}"));
    }

    [Fact]
    public void A_seed_replays_its_history()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (one, other) = (new History(seed), new History(seed));
            Run(one);
            Run(other);
            Assert.Equal((one.Trace, one.Events, one.Commits, one.Incidents), (other.Trace, other.Events, other.Commits, other.Incidents));
        }
    }

    [Theory]
    [InlineData(Mutation.RenewWithoutCondition, "went from epoch")]
    [InlineData(Mutation.TakeOverWithoutCondition, "went from epoch")]
    [InlineData(Mutation.DeleteOnRelease, "went from epoch")]
    [InlineData(Mutation.WriterDoesNotLookAgain, "is had while")]
    [InlineData(Mutation.DeleterDoesNotDrainAgain, "is had while")]
    [InlineData(Mutation.SkipUnreadable, "cannot be read")]
    [InlineData(Mutation.FenceIsNotChecked, "took a write of epoch")]
    public void A_protocol_with_a_mistake_is_caught(Mutation mutation, string how)
    {
        var seed = 0;
        string? violation = null;
        while (violation?.Contains(how, StringComparison.Ordinal) is not true && seed < MutantHistories)
            violation = Run(new History(++seed, mutation));
        output.WriteLine($"history {seed}: {violation}");
        Assert.True(violation?.Contains(how, StringComparison.Ordinal), violation);
        Assert.Equal(violation, Run(new History(seed, mutation)));
    }

    private static string? Run(History history)
    {
        var context = SynchronizationContext.Current;
        try
        {
            return history.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
