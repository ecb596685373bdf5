using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Leases;

/// <summary>A slow writer's link lands under a number that was passed and removed, between a reader's listing and its read.</summary>
public sealed class VoidLinkTests : LeaseTest
{
    private protected override IObjectStore Objects { get; } = new PutIfAbsentOnly(new MemoryObjectStore());

    [Fact]
    public async Task What_was_never_the_state_is_never_read()
    {
        var held = await HaveAsync(Process());
        var passed = await PlaceAsync();
        var late = await OfAnotherAsync();

        var landing = new Landing(async () =>
        {
            await held.ReleaseAsync();
            Assert.True((await Objects.PutAsync(passed, late, PutCondition.IfAbsent)).IsStored);
        });
        Assert.Null(await Process(new GatedObjectStore(Objects, landing)).InspectAsync(Name));
        Assert.True(landing.HasLanded);
    }

    // What another process would have written there.
    private async Task<byte[]> OfAnotherAsync()
    {
        var elsewhere = new PutIfAbsentOnly(new MemoryObjectStore());
        await using var lease = await HaveAsync(Process(elsewhere));
        await foreach (var info in elsewhere.ListAsync(""))
        {
            await using var content = await elsewhere.GetAsync(info.Key);
            var bytes = new byte[content!.Info.Length];
            await content.Stream.ReadExactlyAsync(bytes);
            return bytes;
        }
        throw new InvalidOperationException("Nothing was written.");
    }

    private sealed class Landing(Func<Task> land) : IGate
    {
        public bool HasLanded { get; private set; }

        public async ValueTask<T> PassAsync<T>(SeamOperation operation, Func<ValueTask<T>> run)
        {
            if (operation.Kind == "get" && !HasLanded)
            {
                HasLanded = true;
                await land();
            }
            return await run();
        }
    }
}
