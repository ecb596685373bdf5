using System.Text;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

public sealed class PayloadHealingTests
{
    private readonly FakeObjects _objects = new();
    private readonly List<string> _calls = [];
    private readonly Collecting<HealedPayload> _healed = new();

    [Theory]
    [InlineData(DedupCheck.OncePerProcess)]
    [InlineData(DedupCheck.Always)]
    public async Task An_emptied_payload_and_bytes_where_the_empty_one_should_be_are_healed(DedupCheck check)
    {
        var payloads = Open(check);
        _objects.Plant(Sample.Key, []);
        await AssertHealsAsync(payloads, [], "it has 0 bytes, not 17");

        var empty = PayloadHash.Compute([]);
        _objects.Plant(Sample.KeyOf(empty), [1]);
        await payloads.StoreAsync(Array.Empty<byte>());
        Assert.Empty(await payloads.ReadAllBytesAsync(empty));
    }

    [Fact]
    public async Task A_hit_once_for_each_process_reads_what_it_did_not_write_or_read_before()
    {
        var writer = OpenHooked(DedupCheck.OncePerProcess);
        await writer.StoreAsync(Sample.Good);
        await writer.StoreAsync(Sample.Good);
        Assert.DoesNotContain("get", _calls);

        var next = OpenHooked(DedupCheck.OncePerProcess);
        for (var i = 0; i < 3; i++)
            await next.StoreAsync(Sample.Good);
        Assert.Single(_calls, "get");

        _objects.Plant(Sample.Key, Sample.Good);
        await next.StoreAsync(Sample.Good);
        Assert.Equal(2, _calls.Count(call => call == "get"));
    }

    [Fact]
    public async Task What_decays_under_an_unchanged_version_is_found_by_a_hit_that_always_reads()
    {
        var once = Open(DedupCheck.OncePerProcess);
        await once.StoreAsync(Sample.Good);
        _objects.Decay(Sample.Key, Sample.Changed);
        await once.StoreAsync(Sample.Good);
        Assert.Empty(_healed.Items);
        await AssertHealsAsync(Open(DedupCheck.Always), Sample.Changed, $"its 17 bytes hash to {PayloadHash.Compute(Sample.Changed)}");
    }

    [Theory]
    [InlineData("decayed")]
    [InlineData("rotten")] // as long as what it was a copy of
    public async Task A_quarantined_copy_that_decayed_lets_no_original_go(string copy)
    {
        var payloads = Open(DedupCheck.Length);
        var decayed = Encoding.UTF8.GetBytes(copy);
        _objects.Plant(Sample.QuarantineOf(Sample.Torn), decayed);
        _objects.Plant(Sample.Key, Sample.Torn);
        await payloads.StoreAsync(Sample.Good);
        Assert.Equal(Sample.Torn, _objects[Sample.QuarantineOf(Sample.Torn)]);
        Assert.Equal(decayed, _objects[$"quarantine/{PayloadHash.Compute(Sample.Torn)}/{PayloadHash.Compute(decayed)}"]);
        Assert.Equal(Sample.Hash, Assert.Single(_healed.Items).Hash);
    }

    [Fact]
    public async Task A_state_that_was_whole_once_and_is_read_as_damaged_is_trusted_no_more()
    {
        var payloads = OpenHooked(DedupCheck.OncePerProcess);
        await payloads.StoreAsync(Sample.Good);
        _objects.Decay(Sample.Key, Sample.Changed);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.VerifyAsync(Sample.Hash));
        await AssertHealsAsync(payloads, Sample.Changed, $"its 17 bytes hash to {PayloadHash.Compute(Sample.Changed)}");
    }

    [Fact]
    public async Task A_state_that_was_damaged_and_is_read_as_whole_is_trusted_again()
    {
        var payloads = OpenHooked(DedupCheck.Length);
        await payloads.StoreAsync(Sample.Good);
        _objects.Decay(Sample.Key, Sample.Changed);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.VerifyAsync(Sample.Hash));
        _objects.Decay(Sample.Key, Sample.Good);
        await payloads.StoreAsync(Sample.Good);
        _calls.Clear();
        await payloads.StoreAsync(Sample.Good);
        Assert.DoesNotContain("get", _calls);
        Assert.Empty(_healed.Items);
    }

    [Fact]
    public async Task Damage_that_another_replaces_while_it_is_copied_is_met_anew()
    {
        _objects.Plant(Sample.Key, Sample.Torn);
        var isReplaced = false;
        var payloads = OpenHooked(DedupCheck.Length, call =>
        {
            if (call == "commit IfMatch" && !isReplaced)
            {
                isReplaced = true;
                _objects.Plant(Sample.Key, [1, 2, 3]);
            }
        });
        await payloads.StoreAsync(Sample.Good);
        Assert.Equal(Sample.Good, _objects[Sample.Key]);
        Assert.Equal(Sample.Torn, _objects[Sample.QuarantineOf(Sample.Torn)]);
        Assert.Equal([1, 2, 3], _objects[Sample.QuarantineOf([1, 2, 3])]!);
        Assert.Equal("it has 3 bytes, not 17", Assert.Single(_healed.Items).Damage);
    }

    [Fact]
    public async Task Damage_that_is_deleted_while_it_is_copied_leaves_the_payload_stored()
    {
        _objects.Plant(Sample.Key, Sample.Torn);
        var isDeleted = false;
        var payloads = OpenHooked(DedupCheck.Length, call =>
        {
            if (call == "get" && !isDeleted)
            {
                isDeleted = true;
                Assert.Equal(DeleteResult.Deleted, _objects.DeleteAsync(ObjectKey.Parse(Sample.Key)).AsTask().GetAwaiter().GetResult());
            }
        });
        await payloads.StoreAsync(Sample.Good);
        Assert.Equal(Sample.Good, _objects[Sample.Key]);
        Assert.Empty(_healed.Items);
    }

    [Fact]
    public async Task Damage_that_cannot_be_copied_to_its_end_is_not_replaced()
    {
        _objects.Plant(Sample.Key, Sample.Torn);
        var payloads = new PayloadStore(new TruncatingObjects(_objects) { Missing = 1 });
        await Assert.ThrowsAsync<IOException>(async () => await payloads.StoreAsync(Sample.Good));
        Assert.Equal(Sample.Torn, _objects[Sample.Key]);
        Assert.Equal([Sample.Key], _objects.Keys);
    }

    [Fact]
    public async Task A_key_that_others_change_without_end_is_given_up()
    {
        var payloads = OpenHooked(DedupCheck.Length, call =>
        {
            if (call == "commit IfAbsent")
                _objects.Plant(Sample.Key, Sample.Good);
            if (call == "commit IfAbsent done")
                _objects.DeleteAsync(ObjectKey.Parse(Sample.Key)).AsTask().GetAwaiter().GetResult();
        });
        var failure = await Assert.ThrowsAsync<IOException>(async () => await payloads.StoreAsync(Sample.Good));
        Assert.Contains("changed by others", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_report_throws_reaches_the_caller_and_the_payload_is_stored()
    {
        _objects.Plant(Sample.Key, Sample.Torn);
        var payloads = new PayloadStore(_objects, new PayloadStoreOptions { Healed = _ => throw new InvalidDataException("the log is full") });
        await Assert.ThrowsAsync<InvalidDataException>(async () => await payloads.StoreAsync(Sample.Good));
        Assert.Equal(Sample.Good, await payloads.ReadAllBytesAsync(Sample.Hash));
    }

    [Theory]
    [InlineData(DedupCheck.Length)]
    [InlineData(DedupCheck.Always)]
    public async Task Of_many_healers_one_heals_and_the_name_never_stands_empty(DedupCheck check)
    {
        for (var round = 0; round < 20; round++)
        {
            var objects = new FakeObjects();
            var healed = new Collecting<HealedPayload>();
            objects.Plant(Sample.Key, Sample.Torn);
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
                await new PayloadStore(new HookedObjects(objects, _ => { }), new PayloadStoreOptions { DedupCheck = check, Healed = healed.Report }).StoreAsync(Sample.Good))));

            Assert.Single(healed.Items);
            Assert.Equal([Sample.Torn, Sample.Good], objects.History.Where(change => change.Key == Sample.Key).Select(change => change.Bytes));
            Assert.Equal([Sample.Key, Sample.QuarantineOf(Sample.Torn)], objects.Keys);
        }
    }

    private PayloadStore Open(DedupCheck check) => new(_objects, new PayloadStoreOptions { DedupCheck = check, Healed = _healed.Report });

    private PayloadStore OpenHooked(DedupCheck check, Action<string>? hook = null) =>
        new(new HookedObjects(_objects, _calls.Add + hook), new PayloadStoreOptions { DedupCheck = check, Healed = _healed.Report });

    private async Task AssertHealsAsync(PayloadStore payloads, byte[] bad, string damage)
    {
        _healed.Items.Clear();
        var stored = await payloads.StoreAsync(new MemoryStream(Sample.Good));
        Assert.Equal(Sample.Hash, stored.Hash);
        Assert.Equal(Sample.Good, await payloads.ReadAllBytesAsync(Sample.Hash));
        Assert.Equal(bad, _objects[Sample.QuarantineOf(bad)]);
        Assert.Equal(new HealedPayload(Sample.Hash, ObjectKey.Parse(Sample.Key), damage, ObjectKey.Parse(Sample.QuarantineOf(bad))), Assert.Single(_healed.Items));

        await payloads.StoreAsync(Sample.Good);
        Assert.Single(_healed.Items);
    }
}
