using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Leases;

namespace Guarded.Store.Tests.Findings;

/// <summary>A lock cannot be had: a warning, then business as usual.</summary>
public sealed class W8_LockFailureIgnored : LeaseTest
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();

    [Fact]
    public async Task Naive_two_write_at_once()
    {
        var writing = 0;
        foreach (var owner in new[] { "one", "other" })
        {
            if (!await new NaiveLock(Objects, owner, Clock).TryCreateAsync())
                Assert.Equal("one", await new NaiveLock(Objects, owner, Clock).OwnerAsync()); // logged
            writing++;
        }
        Assert.Equal(2, writing);
    }

    [Fact]
    public async Task Guarded_who_has_no_lease_has_an_exception_and_no_epoch_to_commit_with()
    {
        await using var held = await HaveAsync(Process());
        await Assert.ThrowsAsync<LeaseUnavailableException>(async () => await Process().AcquireAsync(Name, Purpose, TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentException>(async () => await new FencedPointer(Objects, ObjectKey.Parse("head")).TakeAsync(default));
    }
}
