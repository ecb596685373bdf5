using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>Holds what is to be released when the process is asked to end, in a store that has become slow.</summary>
public static class SlowReleaseWorker
{
    /// <summary>The naive one's lock: an object that is there while it is held.</summary>
    public static ObjectKey Lock { get; } = ObjectKey.Parse("naive-lock");

    internal static async Task GuardedAsync(FileObjectStore files, TimeSpan bound)
    {
        using var termination = new TerminationSignal(bound);
        var objects = new AnswersWhenTold(files);
        await using var lease = await new LeaseManager(objects).AcquireAsync(HeldLease.Name, "waiting for a signal", TimeSpan.Zero);
        objects.BecomeSlow();
        Said.Line("held");
        await Task.Delay(Timeout.Infinite, termination.Requested).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The handler returns at its first await, and the process ends.</summary>
    [SuppressMessage("Guarded.Locks", "GRD5006", Justification = "This is the finding.")]
    internal static async Task NaiveAwaitAsync(FileObjectStore files)
    {
        var objects = await HoldAsync(files);
        using var handler = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async _ => await objects.DeleteAsync(Lock));
        Said.Line("held");
        await Task.Delay(Timeout.Infinite);
    }

    /// <summary>The handler waits for ever.</summary>
    [SuppressMessage("Guarded.Locks", "GRD5006", Justification = "This is the finding.")]
    internal static async Task NaiveWaitAsync(FileObjectStore files)
    {
        var objects = await HoldAsync(files);
        using var handler = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => objects.DeleteAsync(Lock).AsTask().Wait());
        Said.Line("held");
        await Task.Delay(Timeout.Infinite);
    }

    private static async Task<AnswersWhenTold> HoldAsync(FileObjectStore files)
    {
        var objects = new AnswersWhenTold(files);
        await objects.PutAsync(Lock, "held"u8.ToArray(), PutCondition.IfAbsent);
        objects.BecomeSlow();
        return objects;
    }
}
