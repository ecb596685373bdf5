using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>An existence check decides, and what it saw is gone when it is acted on.</summary>
public sealed class E6_CheckThenAct
{
    private readonly FakeObjects _objects = new();

    [Fact]
    public async Task Naive_a_payload_is_acknowledged_that_is_not_there()
    {
        _objects.Plant(Sample.Key, Sample.Good);
        await NaiveStoreAsync(new HookedObjects(_objects, DeleteOnceAfter("head done")), Sample.Good);
        Assert.Null(_objects[Sample.Key]);
    }

    [Theory]
    [InlineData("commit IfAbsent")]
    [InlineData("commit IfAbsent done")]
    [InlineData("head")]
    public async Task Guarded_a_payload_that_vanishes_meanwhile_is_stored_again(string when)
    {
        _objects.Plant(Sample.Key, Sample.Good);
        var stored = await new PayloadStore(new HookedObjects(_objects, DeleteOnceAfter(when))).StoreAsync(Sample.Good);
        Assert.Equal(Sample.Hash, stored.Hash);
        Assert.Equal(Sample.Good, _objects[Sample.Key]);
    }

    private static async Task NaiveStoreAsync(HookedObjects objects, byte[] content)
    {
        var key = ObjectKey.Parse(Sample.Key);
        if (await objects.HeadAsync(key) is null)
            await objects.PutAsync(key, content, PutCondition.Any);
    }

    private Action<string> DeleteOnceAfter(string when)
    {
        var isDone = false;
        return call =>
        {
            if (call != when || isDone)
                return;
            isDone = true;
            _objects.DeleteAsync(ObjectKey.Parse(Sample.Key)).AsTask().GetAwaiter().GetResult();
        };
    }
}
