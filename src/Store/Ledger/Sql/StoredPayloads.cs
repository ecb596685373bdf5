using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger.Sql;

/// <summary>Whether payloads are in the store that a ledger refers to, when the transaction that refers to them commits.</summary>
/// <remarks>
/// They are looked up before the transaction, which asks many calls at once and keeps nobody waiting. That holds for the
/// transaction too, unless a purge was at work since: then it looks again itself, while nobody can purge.
/// </remarks>
internal sealed class StoredPayloads(PayloadStore payloads)
{
    // Each takes a moment, and may wait its turn behind stores that flush.
    private const int LookUpsAtOnce = 256;

    private const long Unsettled = -1;

    // The last entry of the retention log when no purge was under way.
    private long _settled = Unsettled;

    /// <summary>Looks payloads up, before a transaction.</summary>
    /// <returns>What <see cref="RequireStillAsync"/> asks for.</returns>
    public async ValueTask<long> RequireAsync(IReadOnlyCollection<PayloadReference> references, CancellationToken cancellationToken)
    {
        var settled = Volatile.Read(ref _settled);
        if (references.Count == 1)
            await RequireAsync(references.First(), cancellationToken).ConfigureAwait(false);
        else
            await Parallel.ForEachAsync(references, new ParallelOptions { MaxDegreeOfParallelism = LookUpsAtOnce, CancellationToken = cancellationToken }, RequireAsync).ConfigureAwait(false);
        return settled;
    }

    /// <summary>Makes sure, in a transaction, that they are there when it commits.</summary>
    public async ValueTask RequireStillAsync(IReadOnlyCollection<PayloadReference> references, long settled, LedgerTransaction transaction)
    {
        if (references.Count == 0)
            return;
        var mark = await transaction.ReadPurgeMarkAsync().ConfigureAwait(false);
        if (mark.IsUnfinished || mark.LastEntry != settled)
            await RequireAsync(references, CancellationToken.None).ConfigureAwait(false);
        Volatile.Write(ref _settled, mark.IsUnfinished ? Unsettled : mark.LastEntry);
    }

    private async ValueTask RequireAsync(PayloadReference reference, CancellationToken cancellationToken)
    {
        var length = await payloads.LengthAsync(reference.Hash, cancellationToken).ConfigureAwait(false) ?? throw new PayloadNotFoundException(reference.Hash);
        if (length != reference.Length)
            throw new PayloadDamagedException(reference.Hash, $"it has {length} bytes, not {reference.Length}");
    }
}
