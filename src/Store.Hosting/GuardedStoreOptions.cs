using Guarded.Store.Files;
using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Hosting;

/// <summary>Where the host's store is and how it works. It is validated when the host starts.</summary>
public sealed class GuardedStoreOptions
{
    /// <summary>The folder of the store, which is created where it is missing. Give this or <see cref="Objects"/>.</summary>
    public string? Path { get; set; }

    /// <summary>Opens another backend, such as an S3 bucket. What it gives is disposed of with the host. Give this or <see cref="Path"/>.</summary>
    public Func<IServiceProvider, IObjectStore>? Objects { get; set; }

    /// <summary>What survives power loss when a call returns, in the store at <see cref="Path"/>: all of it, unless this is relaxed.</summary>
    public Durability Durability { get; set; }

    /// <summary>How closely a payload that is there already is looked at when it is stored again. <see cref="DedupCheck.Length"/> by default.</summary>
    public DedupCheck DedupCheck { get; set; }

    /// <summary>How long others watch a lease of this host stay unchanged before they take it over: 100 ms to a day, 30 s by default.</summary>
    public TimeSpan LeaseTimeToLive { get; set; } = new LeaseOptions().TimeToLive;

    /// <summary>Below how many free bytes on the volume of <see cref="Path"/> the health check says degraded: 1 GiB by default.</summary>
    public long MinimumFreeBytes { get; set; } = 1L << 30;
}
