using Guarded.Store.Objects;
using Guarded.Store.Testing;

namespace Guarded.Store.Tests.Objects;

/// <summary>An instance is its data, so that opening it anew is using it again.</summary>
public sealed class MemoryObjectStoreTests : ObjectStoreConformance
{
    private readonly MemoryObjectStore _store = new();

    protected override ValueTask<IObjectStore> OpenAsync() => new(_store);

    [Fact]
    public async Task An_instance_shares_nothing_with_another()
    {
        var key = ObjectKey.Parse("things/one");
        await _store.PutAsync(key, "content"u8.ToArray(), PutCondition.IfAbsent);
        Assert.Null(await new MemoryObjectStore().HeadAsync(key));
    }

    [Fact]
    public async Task Content_is_the_same_however_its_writes_and_its_ranges_are_cut()
    {
        var seed = Environment.GetEnvironmentVariable("GUARDED_SEED") is { Length: > 0 } given ? int.Parse(given, null) : Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var key = ObjectKey.Parse($"rounds/{round}");
            var bytes = new byte[random.Next(200_000)];
            random.NextBytes(bytes);
            await using (var staged = await _store.StageAsync())
            {
                for (int at = 0, next; at < bytes.Length; at = next)
                {
                    next = Math.Min(bytes.Length, at + 1 + random.Next(1 << random.Next(18)));
                    await staged.Content.WriteAsync(bytes.AsMemory(at..next));
                }
                await staged.CommitAsync(key, PutCondition.IfAbsent);
            }

            var range = new ByteRange(random.Next(bytes.Length + 1), random.Next(bytes.Length + 1));
            await using var content = await _store.GetAsync(key, range);
            var read = new MemoryStream();
            await content!.Stream.CopyToAsync(read, 1 + random.Next(100_000));
            var expected = bytes.AsSpan((int)range.Offset, (int)range.LengthWithin(bytes.Length));
            Assert.True(expected.SequenceEqual(read.ToArray()), $"Seed {seed}, round {round}, {range} of {bytes.Length} bytes.");
        }
    }
}
