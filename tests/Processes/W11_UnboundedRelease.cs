using Guarded.Processes.Worker;
using Guarded.Store.Files;
using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Processes.Tests;

/// <summary>A process is asked to end while its store is slow: it is gone before its lock is released, or it hangs on that.</summary>
public sealed class W11_UnboundedRelease : IDisposable
{
    private const int Longest = 60;
    private const int EndedBySigterm = 128 + 15;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DiskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Naive_a_handler_that_awaits_is_gone_before_the_lock_is_released()
    {
        using var worker = await HoldAsync("naive-await");
        await worker.SignalAsync("TERM");
        Assert.Equal("asked", await worker.ReadLineAsync());
        await worker.ExitAsync(EndedBySigterm);
        Assert.True(await IsLockedAsync());
    }

    [SkippableFact]
    public async Task Naive_a_handler_that_waits_hangs_whoever_asks_again()
    {
        using var worker = await HoldAsync("naive-wait");
        await worker.SignalAsync("TERM");
        Assert.Equal("asked", await worker.ReadLineAsync());
        await worker.SignalAsync("TERM");
        Assert.Equal("asked", await worker.ReadLineAsync());
        worker.Kill();
        await worker.DieAsync(); // it lived until then
        Assert.True(await IsLockedAsync());
    }

    [SkippableFact]
    public async Task Guarded_the_process_ends_when_its_lease_is_released()
    {
        using var worker = await HoldAsync("slow-release", $"{Longest}");
        await worker.SignalAsync("TERM");
        Assert.Equal("asked", await worker.ReadLineAsync());
        worker.Tell("answer");
        await worker.SucceedAsync();
        Assert.Null(await InspectAsync());
    }

    [SkippableFact]
    public async Task Guarded_a_store_that_does_not_answer_keeps_the_process_no_longer_than_its_bound()
    {
        using var worker = await HoldAsync("slow-release", "1");
        await worker.SignalAsync("TERM");
        Assert.Equal("asked", await worker.ReadLineAsync());
        await worker.ExitAsync(EndedBySigterm);
        Assert.NotNull(await InspectAsync()); // until its time to live is over
    }

    [SkippableFact]
    public async Task Guarded_who_asks_again_is_obeyed_at_once()
    {
        using var worker = await HoldAsync("slow-release", $"{Longest}");
        await worker.SignalAsync("TERM");
        Assert.Equal("asked", await worker.ReadLineAsync());
        await worker.SignalAsync("TERM");
        await worker.ExitAsync(EndedBySigterm);
    }

    private async Task<WorkerProcess> HoldAsync(string work, params string[] arguments)
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent with 'kill'.");
        var worker = WorkerProcess.Start(work, _folder.Path, Durability.Full, Limit, CancellationToken.None, arguments);
        Assert.Equal("held", await worker.ReadLineAsync());
        return worker;
    }

    private async Task<bool> IsLockedAsync()
    {
        using var objects = FileObjectStore.Open(_folder.Path);
        return await objects.HeadAsync(SlowReleaseWorker.Lock) is not null;
    }

    private async Task<LeaseState?> InspectAsync()
    {
        using var objects = FileObjectStore.Open(_folder.Path);
        return await new LeaseManager(objects).InspectAsync(HeldLease.Name);
    }
}
