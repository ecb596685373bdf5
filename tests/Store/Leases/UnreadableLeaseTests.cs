using System.Text;
using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Leases;

public sealed class UnreadablePointerTests : UnreadableLeaseTests
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();
}

public sealed class UnreadableLinkTests : UnreadableLeaseTests
{
    private protected override IObjectStore Objects { get; } = new PutIfAbsentOnly(new MemoryObjectStore());
}

/// <summary>What cannot be read is held by somebody unknown, for ever; only a forced release ends that.</summary>
public abstract class UnreadableLeaseTests : LeaseTest
{
    public static TheoryData<string> Contents => new(
        "",
        "held",
        "null",
        "{}",
        """{"version":2,"epoch":41,"holders":[]}""",
        """{"version":0,"epoch":41}""",
        """{"version":1,"epoch":41,"write":"00000000000000000000000000000000"}""",
        """{"version":1,"epoch":-1,"write":"00000000000000000000000000000000"}""",
        """{"version":1,"epoch":41,"write":"0","held":{"id":"0","host":"h","processId":1,"process":"p","purpose":"x","timeToLive":0,"acquired":"2026-01-01T00:00:00Z","renewed":"2026-01-01T00:00:00Z"}}""",
        "<html>somebody else's</html>",
        new string(' ', 5000));

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task It_is_never_taken_over_and_a_forced_release_ends_it(string content)
    {
        await using (var lease = await HaveAsync(Process()))
            await lease.ReleaseAsync();
        await PutAsync(Encoding.UTF8.GetBytes(content));
        await RequireHeldByUnknownAsync();
    }

    [Fact]
    public async Task A_lease_that_was_cut_short_anywhere_is_held()
    {
        var lease = await HaveAsync(Process());
        var held = await ContentAsync(await PlaceAsync());
        await lease.ReleaseAsync();
        var released = await ContentAsync(await PlaceAsync());
        foreach (var (whole, step) in new[] { (held, 1), (released, 61) })
            for (var length = 0; length < whole.Length; length += step)
            {
                await PutAsync(whole[..length]);
                var listed = 0;
                await foreach (var state in Process().ListAsync())
                    listed += state.Fault is null ? 0 : 1;
                Assert.Equal(1, listed);
                Assert.Null(await Process().TryAcquireAsync(Name, Purpose));
            }
    }

    [Fact]
    public async Task After_a_forced_release_the_epoch_is_above_what_the_cut_lease_said()
    {
        var lease = await HaveAsync(Process());
        var held = await ContentAsync(await PlaceAsync());
        await PutAsync(held[..^1]);
        Assert.True(await Process().ForceReleaseAsync((await Process().InspectAsync(Name))!));
        await using var next = await HaveAsync(Process());
        Assert.True(next.Epoch > lease.Epoch);
    }

    private async Task RequireHeldByUnknownAsync()
    {
        var leases = Process();
        var waiting = leases.AcquireAsync(Name, Purpose, TimeSpan.FromHours(1)).AsTask();
        Clock.Advance(TimeSpan.FromHours(1));
        var unavailable = await Assert.ThrowsAsync<LeaseUnavailableException>(() => waiting);
        Assert.Null(unavailable.HeldBy!.Holder);
        Assert.Contains("cannot be read", unavailable.Message, StringComparison.Ordinal);
        Assert.True(await leases.ForceReleaseAsync(unavailable.HeldBy));
        await using var next = await HaveAsync(leases);
        Assert.True(Number(next.Epoch) > 41);
    }

    // The next state, as a store shows it that was harmed.
    private async Task PutAsync(byte[] content)
    {
        var place = await PlaceAsync();
        if (Objects.Capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap))
            await Objects.PutAsync(place, content, PutCondition.Any);
        else
            await Objects.PutAsync(ObjectKey.Parse($"{place.ToString()[..^20]}{ulong.Parse(place.ToString()[^20..], null) + 1:d20}"), content, PutCondition.IfAbsent);
    }
}
