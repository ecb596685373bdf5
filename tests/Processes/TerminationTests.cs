using Guarded.Processes.Worker;
using Guarded.Store.Files;
using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Processes.Tests;

/// <summary>A process that holds a lease and is asked to end.</summary>
public sealed class TerminationTests : IDisposable
{
    private const int Longest = 60;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DiskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task One_that_hears_a_signal_releases_its_lease_and_ends_well(string signal)
    {
        using var worker = await HoldAsync(bound: Longest, obeys: true);
        await worker.SignalAsync(signal);
        await worker.SucceedAsync();
        Assert.Null(await InspectAsync());
    }

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task One_that_goes_on_is_ended_at_once_by_the_second_signal_and_its_lease_is_left_to_its_time(string signal, int exitCode)
    {
        using var worker = await HoldAsync(bound: Longest, obeys: false);
        await worker.SignalAsync(signal);
        Assert.Equal("asked", await worker.ReadLineAsync());
        await worker.SignalAsync(signal);
        await worker.ExitAsync(exitCode);
        Assert.NotNull(await InspectAsync());
    }

    [SkippableFact]
    public async Task One_that_goes_on_ends_by_itself_when_the_bound_is_over()
    {
        using var worker = await HoldAsync(bound: 1, obeys: false);
        await worker.SignalAsync("TERM");
        await worker.ExitAsync(expected: 143);
        Assert.NotNull(await InspectAsync());
    }

    private async Task<WorkerProcess> HoldAsync(int bound, bool obeys)
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent with 'kill'.");
        var worker = WorkerProcess.Start("lease", _folder.Path, Durability.Full, Limit, CancellationToken.None, $"{bound}", $"{obeys}");
        Assert.Equal("held", await worker.ReadLineAsync());
        return worker;
    }

    private async Task<LeaseState?> InspectAsync()
    {
        using var objects = FileObjectStore.Open(_folder.Path);
        return await new LeaseManager(objects).InspectAsync(HeldLease.Name);
    }
}
