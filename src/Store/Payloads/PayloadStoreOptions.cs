namespace Guarded.Store.Payloads;

/// <summary>How a <see cref="PayloadStore"/> goes about its payloads.</summary>
public sealed record PayloadStoreOptions
{
    /// <summary>
    /// How closely a payload that is there already is looked at when it is stored again. <see cref="DedupCheck.Length"/>
    /// by default: a publish is atomic, so that only a disk or another program can change bytes in place, and every read
    /// notices that. Choose another where payloads are stored again to repair what an earlier process found damaged.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the three.</exception>
    public DedupCheck DedupCheck
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Choose Length, OncePerProcess or Always.");
    }

    /// <summary>
    /// Called once for each payload that was found damaged and replaced, by the store call that did so, when the whole
    /// bytes are durable already. What it throws passes to that call's caller; the payload stays stored.
    /// </summary>
    public Action<HealedPayload>? Healed { get; init; }
}
