using System.Diagnostics;
using Guarded.Processes.Worker;
using Xunit.Abstractions;

namespace Guarded.Processes.Tests.Kills;

/// <summary>GUARDED_KILLS asks for a longer run than the usual one.</summary>
public sealed class KillLoopTests(ITestOutputHelper output) : IDisposable
{
    private readonly DiskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Processes_that_are_killed_again_and_again_lose_nothing_and_poison_nothing()
    {
        Skip.If(OperatingSystem.IsWindows(), "SIGKILL");
        var kills = Environment.GetEnvironmentVariable("GUARDED_KILLS") is { Length: > 0 } given ? int.Parse(given, null) : 2_000;
        var loop = new KillLoop(_folder.Path, Seed.Take(output), Practice.Guarded);
        var started = Stopwatch.GetTimestamp();
        await loop.RunAsync(kills, inspectEvery: 100);
        var took = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"{loop}; {took:m\\:ss}, {kills / took.TotalMinutes:N0} kills a minute");
    }

    [SkippableTheory]
    [InlineData(Practice.WritesInPlace, "is damaged|used by another process|find a part of the path")]
    [InlineData(Practice.SharesStagingNames, @"is damaged|\.tmp|find a part of the path")]
    [InlineData(Practice.CountsBlindly, "the counter")]
    [InlineData(Practice.SweepsTheLiving, "No such file")]
    public async Task The_loop_catches_what_breaks(Practice practice, string harm)
    {
        Skip.If(OperatingSystem.IsWindows(), "SIGKILL");
        var loop = new KillLoop(_folder.Path, Seed.Take(output), practice);
        var caught = await Assert.ThrowsAsync<KillLoopException>(() => loop.RunAsync(kills: 2_000, inspectEvery: 20));
        output.WriteLine($"{loop}\n{caught}");
        Assert.Matches(harm, caught.Message);
    }
}
