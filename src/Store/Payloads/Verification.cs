using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>
/// Reads every payload that a store keeps and reports each that is damaged, each that is misplaced, and whatever else lies
/// there. Changes nothing.
/// </summary>
/// <remarks>
/// <para>Writers and deleters may be at work. What is deleted while it is verified is no finding; what is stored behind the
/// point that is reached is not seen. Memory grows with the findings only. Quarantined objects are not looked at.</para>
/// <para>A folder that cannot be listed to its end is a finding, and the run goes on behind it. A shard (such as <c>payloads/ab/</c>)
/// counts as one folder: where anything in it fails to be listed, the rest of it is left out.</para>
/// <para>An empty folder whose name a key could have is no finding: a put or a delete that was cut off leaves such folders,
/// and a store of objects cannot tell whose they are. They are in no payload's way, and a sweep removes them.</para>
/// </remarks>
public abstract class Verification
{
    /// <summary>The most payloads that may be read at a time.</summary>
    public const int MaxParallelism = 256;

    // Checks that are done wait here for one that takes longer: results are told in the order of the keys.
    private const int WaitingPerReader = 16;

    private readonly PayloadPlace _place;

    private protected Verification(PayloadPlace place) => _place = place;

    /// <summary>How many payloads are read at a time, from 1 to <see cref="MaxParallelism"/>; one for each processor where nothing is said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public int Parallelism
    {
        get;
        init => field = value is >= 1 and <= MaxParallelism ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"Read from 1 to {MaxParallelism} payloads at a time.");
    } = Math.Min(Environment.ProcessorCount, MaxParallelism);

    /// <summary>Told after each object that was checked, one at a time and in order. It is called where the checking is done: it should be quick.</summary>
    public IProgress<PayloadVerificationProgress>? Progress { get; init; }

    /// <summary>Told each finding as soon as everything before it is checked, and before the progress that covers it.</summary>
    public IProgress<PayloadFinding>? Findings { get; init; }

    /// <summary>Verifies all payloads, or those that come after a hash.</summary>
    /// <param name="after">
    /// Where an earlier run had come to, as its progress said; null for all. No payload is read twice then, but where several lie
    /// under one hash, as those of attachments may: these are met anew. What is no payload and lies between this hash and the
    /// next may have been told already, and is told again; what no store put there is told by each run.
    /// </param>
    /// <param name="cancellationToken">Ends the run. What was told until then stays true.</param>
    /// <exception cref="IOException">The store, or the place of the payloads in it, cannot be listed at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because this user may not.</exception>
    public async Task<PayloadVerificationReport> RunAsync(PayloadHash? after = null, CancellationToken cancellationToken = default)
    {
        var tally = new PayloadVerificationTally(after, Findings, Progress);
        var waiting = new Queue<Task<PayloadCheck>>();
        using var readers = new SemaphoreSlim(Parallelism);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await foreach (var blocking in _place.ListBlockingAsync(stop.Token).ConfigureAwait(false))
                tally.Add(new PayloadFinding(PayloadFindingKind.Foreign, blocking.ToString(), Hash: null, "it is an object where the payloads belong, and may keep them from being stored"));
            await foreach (var listed in _place.ListPastFailuresAsync(after, stop.Token).ConfigureAwait(false))
            {
                await readers.WaitAsync(stop.Token).ConfigureAwait(false);
                waiting.Enqueue(Task.Run(() => CheckAsync(listed, readers, stop.Token), CancellationToken.None));
                while (waiting.Count > Parallelism * WaitingPerReader || (waiting.TryPeek(out var first) && first.IsCompleted))
                    tally.Add(await waiting.Dequeue().ConfigureAwait(false));
            }
            while (waiting.TryDequeue(out var next))
                tally.Add(await next.ConfigureAwait(false));
            await foreach (var entry in _place.ListForeignAsync(stop.Token).ConfigureAwait(false))
                tally.Add(new PayloadFinding(entry.IsUnlisted ? PayloadFindingKind.Unlisted : PayloadFindingKind.Foreign, entry.Name, Hash: null, entry.Reason));
            return tally.Report();
        }
        finally
        {
            // Nothing of this run goes on when it has ended; what a reader throws now follows from what ended the run.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<PayloadCheck> CheckAsync(Listed listed, SemaphoreSlim readers, CancellationToken cancellationToken)
    {
        try
        {
            return await PayloadCheck.OfAsync(listed, _place, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            readers.Release();
        }
    }
}
