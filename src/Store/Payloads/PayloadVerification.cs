using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>
/// Reads every payload of a store and reports each that is damaged, each that is misplaced, and whatever else lies there.
/// Changes nothing: storing a damaged payload's bytes again by the same <see cref="PayloadStore"/> heals it.
/// </summary>
/// <remarks>
/// <para>Writers and deleters may be at work. What is deleted while it is verified is no finding; what is stored behind the
/// point that is reached is not seen. Memory grows with the findings only. Quarantined objects are not looked at.</para>
/// <para>What lies there is seen as the store of objects lists it: its objects, and what it lists as foreign. An empty folder
/// whose name a key could have is neither, though a payload of its name could not be stored then.</para>
/// </remarks>
/// <param name="payloads">What is verified.</param>
public sealed class PayloadVerification(PayloadStore payloads)
{
    /// <summary>The most payloads that may be read at a time.</summary>
    public const int MaxParallelism = 256;

    // Checks that are done wait here for one that takes longer: results are told in the order of the keys.
    private const int WaitingPerReader = 16;

    private readonly PayloadStore _payloads = payloads ?? throw new ArgumentNullException(nameof(payloads));

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
    /// <param name="after">Where an earlier run had come to, as its progress said; null for all. What no store put there is looked for in each run.</param>
    /// <param name="cancellationToken">Ends the run. What was told until then stays true.</param>
    /// <exception cref="IOException">The store cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// A folder may not be listed; its path is in the message. Allow it and go on from where the progress had come to, or
    /// pass it by: for the folder <c>ab</c>, go on after the hash that begins with <c>ab</c> and has <c>f</c> in every other place.
    /// </exception>
    public async Task<PayloadVerificationReport> RunAsync(PayloadHash? after = null, CancellationToken cancellationToken = default)
    {
        var tally = new PayloadVerificationTally(after, Findings, Progress);
        var waiting = new Queue<Task<PayloadCheck>>();
        using var readers = new SemaphoreSlim(Parallelism);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            if (await _payloads.IsBlockedAsync(stop.Token).ConfigureAwait(false))
                tally.Add(new PayloadFinding(PayloadFindingKind.Foreign, PayloadKey.Place.ToString(), Hash: null, "it is an object where the payloads belong, and may keep them from being stored"));
            await foreach (var info in _payloads.ListObjectsAsync(after, stop.Token).ConfigureAwait(false))
            {
                await readers.WaitAsync(stop.Token).ConfigureAwait(false);
                waiting.Enqueue(Task.Run(() => CheckAsync(info, readers, stop.Token), CancellationToken.None));
                while (waiting.Count > Parallelism * WaitingPerReader || (waiting.TryPeek(out var first) && first.IsCompleted))
                    tally.Add(await waiting.Dequeue().ConfigureAwait(false));
            }
            while (waiting.TryDequeue(out var next))
                tally.Add(await next.ConfigureAwait(false));
            await foreach (var entry in _payloads.ListForeignAsync(stop.Token).ConfigureAwait(false))
                tally.Add(new PayloadFinding(PayloadFindingKind.Foreign, entry.Name, Hash: null, entry.Reason));
            return tally.Report();
        }
        finally
        {
            // Nothing of this run goes on when it has ended; what a reader throws now follows from what ended the run.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<PayloadCheck> CheckAsync(ObjectInfo info, SemaphoreSlim readers, CancellationToken cancellationToken)
    {
        try
        {
            return await PayloadCheck.OfAsync(info, _payloads, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            readers.Release();
        }
    }
}
