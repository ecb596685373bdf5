using System.Runtime.CompilerServices;
using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger;

/// <summary>
/// Holds a ledger and its store against each other, in both directions: every payload that the ledger refers to is there
/// and is what was stored, and every payload that is there is referred to. Changes nothing.
/// </summary>
/// <remarks>
/// Runs and purges may be at work; what they change meanwhile is looked at once more before it is told. A payload that a
/// run has stored and not recorded yet is told as unreferenced: see whether a run is at work. Memory grows with the
/// findings only. What else is wrong in the store, <see cref="PayloadVerification"/> finds.
/// </remarks>
/// <param name="ledger">What refers.</param>
/// <param name="payloads">What is referred to.</param>
public sealed class LedgerVerification(ILedger ledger, PayloadStore payloads)
{
    /// <summary>The most payloads that may be read at a time.</summary>
    public const int MaxParallelism = Verification.MaxParallelism;

    private readonly ILedger _ledger = ledger ?? throw new ArgumentNullException(nameof(ledger));
    private readonly PayloadStore _payloads = payloads ?? throw new ArgumentNullException(nameof(payloads));

    /// <summary>How many payloads are read at a time, from 1 to <see cref="MaxParallelism"/>; one for each processor where nothing is said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public int Parallelism
    {
        get;
        init => field = value is >= 1 and <= MaxParallelism ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"Read from 1 to {MaxParallelism} payloads at a time.");
    } = Math.Min(Environment.ProcessorCount, MaxParallelism);

    /// <summary>Told each finding, in order, as soon as everything before it is checked.</summary>
    public IProgress<LedgerFinding>? Findings { get; init; }

    /// <summary>Verifies everything.</summary>
    /// <param name="cancellationToken">Ends it. What was told until then stays true.</param>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    /// <exception cref="IOException">The store cannot be listed.</exception>
    public async Task<LedgerVerificationReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var going = await UnfinishedAsync(cancellationToken).ConfigureAwait(false);
        var findings = new List<LedgerFinding>();
        var waiting = new Queue<Task<LedgerFinding?>>();
        var (references, stored) = (0L, 0L);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await foreach (var (reference, payload) in PairAsync(stop.Token).ConfigureAwait(false))
            {
                (references, stored) = (references + (reference is null ? 0 : 1), stored + (payload is null ? 0 : 1));
                waiting.Enqueue(Task.Run(() => CheckAsync(reference, payload, going, stop.Token), CancellationToken.None));
                if (waiting.Count >= Parallelism)
                    await TellAsync(waiting.Dequeue()).ConfigureAwait(false);
            }
            while (waiting.TryDequeue(out var next))
                await TellAsync(next).ConfigureAwait(false);
            return new LedgerVerificationReport(references, stored, findings);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async ValueTask TellAsync(Task<LedgerFinding?> check)
        {
            if (await check.ConfigureAwait(false) is not { } finding)
                return;
            findings.Add(finding);
            Findings?.Report(finding);
        }
    }

    private async IAsyncEnumerable<(LedgerReference? Reference, PayloadHash? Payload)> PairAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var references = _ledger.ReadReferencesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var payloads = _payloads.ListAsync(after: null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (references.ConfigureAwait(false))
        await using (payloads.ConfigureAwait(false))
        {
            var hasReference = await references.MoveNextAsync().ConfigureAwait(false);
            var hasPayload = await payloads.MoveNextAsync().ConfigureAwait(false);
            while (hasReference || hasPayload)
            {
                var order = !hasReference ? 1 : !hasPayload ? -1 : references.Current.Payload.CompareTo(payloads.Current);
                yield return (order <= 0 ? references.Current : null, order >= 0 ? payloads.Current : null);
                var paired = references.Current;
                if (order <= 0)
                    hasReference = await references.MoveNextAsync().ConfigureAwait(false);
                // One that was recorded with several lengths is referred to once for each.
                while (order == 0 && hasReference && references.Current.Payload == paired.Payload)
                {
                    yield return (references.Current, null);
                    hasReference = await references.MoveNextAsync().ConfigureAwait(false);
                }
                if (order >= 0)
                    hasPayload = await payloads.MoveNextAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<LedgerFinding?> CheckAsync(LedgerReference? reference, PayloadHash? payload, HashSet<PayloadHash> going, CancellationToken cancellationToken) =>
        reference is not null
            ? await CheckReferenceAsync(reference, going, cancellationToken).ConfigureAwait(false)
            : await CheckPayloadAsync(payload!.Value, cancellationToken).ConfigureAwait(false);

    private async ValueTask<LedgerFinding?> CheckReferenceAsync(LedgerReference reference, HashSet<PayloadHash> going, CancellationToken cancellationToken)
    {
        if (going.Contains(reference.Payload))
            return new(LedgerFindingKind.PurgeUnfinished, reference.Payload, reference, "a purge decided to remove it and was cut off, or is at work", "Purge again: that finishes it.");
        try
        {
            var length = await _payloads.LengthAsync(reference.Payload, cancellationToken).ConfigureAwait(false) ?? throw new PayloadNotFoundException(reference.Payload);
            if (length != reference.Length)
                return Damaged(reference, $"it has {length} bytes, and {reference.Length} were recorded");
            await _payloads.VerifyAsync(reference.Payload, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PayloadNotFoundException)
        {
            return await _ledger.FindReferenceAsync(reference.Payload, cancellationToken).ConfigureAwait(false) is null
                ? null // purged since
                : new(LedgerFindingKind.PayloadMissing, reference.Payload, reference, "it is not in the store, and no purge took it", $"Store its bytes again from the source of row {reference.Row}, or restore it from a copy.");
        }
        catch (PayloadDamagedException damaged) when (damaged.InnerException is null)
        {
            return Damaged(reference, "its bytes are not those that were stored");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(LedgerFindingKind.PayloadUnreadable, reference.Payload, reference, $"it cannot be read: {exception.Message}", "Remove the cause and verify again.");
        }
    }

    private async ValueTask<LedgerFinding?> CheckPayloadAsync(PayloadHash payload, CancellationToken cancellationToken)
    {
        // It may have been recorded, or removed, since one of the two listings passed it.
        var isReferenced = await _ledger.FindReferenceAsync(payload, cancellationToken).ConfigureAwait(false) is not null;
        return isReferenced || !await _payloads.ExistsAsync(payload, cancellationToken).ConfigureAwait(false)
            ? null
            : new(LedgerFindingKind.PayloadUnreferenced, payload, Reference: null, "neither a row nor an output refers to it", "A run that was killed before it recorded it, or is at work, leaves this: resume or await the run. If nothing else keeps payloads in this store, delete it.");
    }

    private static LedgerFinding Damaged(LedgerReference reference, string reason) =>
        new(LedgerFindingKind.PayloadDamaged, reference.Payload, reference, reason, $"Store its bytes again from the source of row {reference.Row}, which heals it, or restore it from a copy.");

    private async ValueTask<HashSet<PayloadHash>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        var unfinished = new HashSet<PayloadHash>();
        await foreach (var entry in _ledger.ReadRetentionLogAsync(cancellationToken).ConfigureAwait(false))
            if (entry.GoneAt is null)
                unfinished.Add(entry.Payload);
        return unfinished;
    }
}
