using System.Text;
using Guarded.Store.Leases;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Leases;

public sealed class FencedObjectTests : FencedPointerTests
{
    private protected override IObjectStore Objects { get; } = new MemoryObjectStore();
}

public sealed class FencedChainTests : FencedPointerTests
{
    private protected override IObjectStore Objects { get; } = new PutIfAbsentOnly(new MemoryObjectStore());
}

public abstract class FencedPointerTests : LeaseTest
{
    private static readonly ObjectKey Key = ObjectKey.Parse("head");
    private static readonly byte[] Old = "old"u8.ToArray();
    private static readonly byte[] New = "new"u8.ToArray();

    [Fact]
    public async Task A_commit_needs_that_the_pointer_was_taken_so_that_it_rests_on_what_is_there()
    {
        var pointer = new FencedPointer(Objects, Key);
        await using var lease = await HaveAsync(Process());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pointer.CommitAsync(lease.Epoch, New));
        Assert.Null(await pointer.TakeAsync(lease.Epoch));
        Assert.Null(await pointer.ReadAsync());
        await pointer.CommitAsync(lease.Epoch, New);
        await pointer.CommitAsync(lease.Epoch, Array.Empty<byte>());
        Assert.Equal(0, (await pointer.ReadAsync())!.Value.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\n")]
    [InlineData("guarded-fence 2 1 1 - 0\n")]
    [InlineData("guarded-fence 1 1 x - 0\n")]
    [InlineData("guarded-fence 1 1 1 - 0\nmore")]
    [InlineData("guarded-fence 1 1 1 5 0\nless")]
    [InlineData("guarded-fence 1 1 1 5 0")]
    public async Task What_is_no_fenced_pointer_is_named_and_left_alone(string content)
    {
        var pointer = new FencedPointer(Objects, Key);
        await using var lease = await HaveAsync(Process());
        var place = Objects.Capabilities.HasFlag(ObjectStoreCapabilities.CompareAndSwap) ? Key : ObjectKey.Parse($"{Key}/{1:d20}");
        await Objects.PutAsync(place, Encoding.UTF8.GetBytes(content), PutCondition.IfAbsent);
        foreach (var call in new Func<Task>[] { async () => await pointer.ReadAsync(), async () => await pointer.TakeAsync(lease.Epoch), async () => await pointer.CommitAsync(lease.Epoch, New) })
            Assert.Contains("'head' cannot be read", (await Assert.ThrowsAsync<FencedPointerUnreadableException>(call)).Message, StringComparison.Ordinal);
        Assert.Equal(content, Encoding.UTF8.GetString(await ContentAsync(place)));
    }

    [Fact]
    public async Task Bad_input_is_refused()
    {
        var pointer = new FencedPointer(Objects, Key);
        await using var lease = await HaveAsync(Process());
        await Assert.ThrowsAsync<ArgumentException>(async () => await pointer.TakeAsync(default));
        await pointer.TakeAsync(lease.Epoch);
        await pointer.CommitAsync(lease.Epoch, new byte[FencedPointer.MaxLength]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await pointer.CommitAsync(lease.Epoch, new byte[FencedPointer.MaxLength + 1]));
        Assert.Equal(FencedPointer.MaxLength, (await pointer.ReadAsync())!.Value.Length);
    }
}
