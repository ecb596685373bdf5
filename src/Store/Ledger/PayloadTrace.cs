using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Guarded.Store.Ledger;

/// <summary>A payload that an explanation comes to, there or purged.</summary>
public sealed class PayloadTrace
{
    private readonly PayloadStore _payloads;

    internal PayloadTrace(PayloadStore payloads, PayloadHash hash, long length, RetentionEntry? purged) =>
        (_payloads, Hash, Length, Purged) = (payloads, hash, length, purged);

    /// <summary>What the payload is called.</summary>
    public PayloadHash Hash { get; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <summary>When it went and by which policy, or null where no purge took it.</summary>
    public RetentionEntry? Purged { get; }

    /// <summary>Opens the bytes, for the caller to dispose. They are verified: the stream throws instead of giving its last bytes when they are not what was stored.</summary>
    /// <exception cref="PayloadPurgedException">They were purged.</exception>
    /// <exception cref="PayloadNotFoundException">They are gone, and no purge took them.</exception>
    public async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _payloads.OpenAsync(Hash, cancellationToken).ConfigureAwait(false);
        }
        catch (PayloadNotFoundException exception) when (Purged is { } entry)
        {
            throw new PayloadPurgedException(entry, exception);
        }
    }
}
