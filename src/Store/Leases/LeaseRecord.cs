namespace Guarded.Store.Leases;

/// <summary>What is written of a lease.</summary>
/// <param name="Epoch">How often it was acquired. It stays when the lease is released.</param>
/// <param name="Held">Who has it, or null where nobody has.</param>
/// <param name="Fault">Why it cannot be read, or null. What cannot be read is held by somebody unknown.</param>
internal sealed record LeaseRecord(long Epoch, Holding? Held = null, string? Fault = null)
{
    /// <summary>Of a lease that nobody ever had.</summary>
    public static LeaseRecord None { get; } = new(Epoch: 0);

    /// <summary>Of the structure of a <see cref="LeasedTree"/>: the epoch of it that the records of its items were begun anew in, or zero.</summary>
    public long Generation { get; init; }

    public bool IsFree => Held is null && Fault is null;
}

/// <summary>One acquisition of a lease.</summary>
/// <param name="Id">Names the acquisition through all its renewals; drawn at random.</param>
/// <param name="Holder">Who has it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="TimeToLive">How long it may stay unchanged.</param>
/// <param name="Acquired">When it was acquired, by the holder's clock. For people.</param>
/// <param name="Renewed">When it was last written, by the holder's clock. For people.</param>
internal sealed record Holding(UInt128 Id, LeaseHolder Holder, string Purpose, TimeSpan TimeToLive, DateTimeOffset Acquired, DateTimeOffset Renewed);
