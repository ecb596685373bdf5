using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Benchmarks;

/// <summary>A lease on files that nobody else wants, acquired and released, against the two flushed writes that it cannot do without.</summary>
internal sealed class LeaseCycles(string root, int cyclesARound)
{
    private static readonly LeaseName Name = LeaseName.Parse("measured");

    private readonly LeaseManager _leases = new(FileObjectStore.OpenOrCreate(Path.Combine(root, "guarded")));
    private readonly BareFolder _bare = new(Path.Combine(root, "bare"));
    private readonly byte[] _held = new byte[400];
    private readonly byte[] _released = new byte[4096];

    public Comparison Comparison() => new(
        $"an uncontended lease on files, acquired and released, {cyclesARound} a round", cyclesARound, "a second",
        new Contender("LeaseManager.AcquireAsync, Lease.ReleaseAsync", Nothing, GuardedAsync),
        new Contender("twice: open, write, fsync, link, rename, fsync", Nothing, () => BareAsync(unnamed: true)),
        new Contender("twice: create, write, fsync, rename, fsync", Nothing, () => BareAsync(unnamed: false)));

    private static Task Nothing() => Task.CompletedTask;

    private async Task GuardedAsync()
    {
        for (var cycle = 0; cycle < cyclesARound; cycle++)
        {
            await using var lease = await _leases.AcquireAsync(Name, "measuring", TimeSpan.Zero);
            await lease.ReleaseAsync();
        }
    }

    private Task BareAsync(bool unnamed) => Task.Run(() =>
    {
        for (var cycle = 0; cycle < cyclesARound; cycle++)
        {
            _bare.Replace("lease", _held, unnamed);
            _bare.Replace("lease", _released, unnamed);
        }
    });
}
