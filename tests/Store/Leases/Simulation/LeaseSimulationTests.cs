using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>Histories of leases, each from a seed that replays it: GUARDED_SEED=123 runs one, GUARDED_HISTORIES=1000000 so many, from that seed on where both are given.</summary>
public sealed class LeaseSimulationTests(ITestOutputHelper output)
{
    private const int Fewest = 5_000;
    private const int MutantHistories = 5_000;

    [Fact]
    public async Task No_history_has_two_holders_a_falling_epoch_a_late_write_or_a_lease_that_nobody_can_have()
    {
        var first = Number("GUARDED_SEED");
        var count = Number("GUARDED_HISTORIES") ?? (first is null ? Fewest : 1);
        var began = Stopwatch.GetTimestamp();
        var lanes = Enumerable.Range(0, Environment.ProcessorCount).Select(lane => Task.Run(() => RunAll(lane, first ?? 0, count))).ToList();
        var totals = await Task.WhenAll(lanes);
        var took = Stopwatch.GetElapsedTime(began);
        output.WriteLine($"{count:N0} histories in {took.TotalSeconds:0.0} s ({count / took.TotalSeconds:N0} a second): {totals.Sum(total => total.Events):N0} events, {totals.Sum(total => total.Acquisitions):N0} acquisitions, {totals.Sum(total => total.Commits):N0} commits, {totals.Sum(total => total.Refusals):N0} refused");
        Assert.All(totals, total => Assert.True(total.Violation is null, total.Violation));
        if (count > 1)
            Assert.All([totals.Sum(total => total.Acquisitions), totals.Sum(total => total.Commits), totals.Sum(total => total.Refusals)], sum => Assert.True(sum > count / 50));
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
        var context = SynchronizationContext.Current;
        var seed = 0;
        string? violation = null;
        while (violation?.Contains(how, StringComparison.Ordinal) is not true && seed < MutantHistories)
            violation = new History(++seed, mutation).Run();
        SynchronizationContext.SetSynchronizationContext(context);
        output.WriteLine($"history {seed}: {violation}");
        Assert.True(violation?.Contains(how, StringComparison.Ordinal), violation);
    }

    private static (string? Violation, long Events, long Acquisitions, long Commits, long Refusals) RunAll(int lane, int first, int count)
    {
        var (events, acquisitions, commits, refusals) = (0L, 0L, 0L, 0L);
        for (var seed = first + lane; seed < first + count; seed += Environment.ProcessorCount)
        {
            var history = new History(seed);
            if (history.Run() is { } violation)
                return ($"GUARDED_SEED={seed}: {violation}", events, acquisitions, commits, refusals);
            (events, acquisitions) = (events + history.Events, acquisitions + history.Acquisitions);
            (commits, refusals) = (commits + history.Commits, refusals + history.Refusals);
        }
        return (null, events, acquisitions, commits, refusals);
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
