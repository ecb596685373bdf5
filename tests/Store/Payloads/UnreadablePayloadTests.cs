using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

/// <summary>A payload whose bytes the disk no longer gives.</summary>
public sealed class UnreadablePayloadTests
{
    private const string Failure = "the disk failed";

    private readonly FakeObjects _objects = new();
    private bool _isUnreadable = true;

    [Fact]
    public async Task By_length_alone_it_passes_until_a_read_fails_and_no_longer()
    {
        _objects.Plant(Sample.Key, Sample.Good);
        var payloads = Open(DedupCheck.Length);
        await payloads.StoreAsync(Sample.Good);
        Assert.IsNotType<PayloadDamagedException>(await Assert.ThrowsAsync<IOException>(async () => await payloads.ReadAllBytesAsync(Sample.Hash)));
        await RequireRefusedAsync(payloads);

        _isUnreadable = false;
        await payloads.StoreAsync(Sample.Good);
        Assert.Equal([Sample.Key], _objects.Keys);
    }

    [Theory]
    [InlineData(DedupCheck.OncePerProcess)]
    [InlineData(DedupCheck.Always)]
    public async Task A_store_that_looks_at_it_names_it_and_the_remedy(DedupCheck check)
    {
        _objects.Plant(Sample.Key, Sample.Good);
        var payloads = Open(check);
        await RequireRefusedAsync(payloads);

        Assert.True(await payloads.DeleteAsync(Sample.Hash));
        await payloads.StoreAsync(Sample.Good);
        Assert.Equal(Sample.Good, _objects[Sample.Key]);
    }

    [Fact]
    public async Task What_has_another_length_and_cannot_be_quarantined_stays_and_is_named()
    {
        _objects.Plant(Sample.Key, Sample.Torn);
        await RequireRefusedAsync(Open(DedupCheck.Length));
        Assert.Equal([Sample.Key], _objects.Keys);
    }

    [Fact]
    public async Task A_copy_that_cannot_be_written_is_no_damage_of_the_payload()
    {
        _objects.Plant(Sample.Key, Sample.Torn);
        var writes = 0;
        var payloads = new PayloadStore(new HookedObjects(_objects, call =>
        {
            if (call == "write" && ++writes == 2)
                throw new IOException("the disk is full");
        }));
        var failure = await Assert.ThrowsAsync<IOException>(async () => await payloads.StoreAsync(Sample.Good));
        Assert.Equal("the disk is full", failure.Message);
        Assert.Equal(Sample.Torn, _objects[Sample.Key]);
    }

    [Fact]
    public async Task A_report_that_throws_does_not_keep_the_payload_from_being_healed_where_its_copy_decayed_too()
    {
        _objects.Plant(Sample.QuarantineOf(Sample.Torn), "decayed"u8.ToArray());
        _objects.Plant(Sample.Key, Sample.Torn);
        var payloads = new PayloadStore(_objects, new PayloadStoreOptions { Healed = _ => throw new InvalidDataException("the log is full") });
        await Assert.ThrowsAsync<InvalidDataException>(async () => await payloads.StoreAsync(Sample.Good));
        Assert.Equal(Sample.Good, _objects[Sample.Key]);
        Assert.Equal(Sample.Torn, _objects[Sample.QuarantineOf(Sample.Torn)]);
    }

    [Fact]
    public async Task A_verification_says_why_it_cannot_be_read()
    {
        _objects.Plant(Sample.Key, Sample.Good);
        var finding = Assert.Single((await new PayloadVerification(Open(DedupCheck.Length)).RunAsync()).Findings);
        Assert.Equal((PayloadFindingKind.Unreadable, $"it cannot be read: {Failure}"), (finding.Kind, finding.Reason));
    }

    [Fact]
    public async Task A_verification_reports_an_object_in_the_place_of_all_payloads()
    {
        _objects.Plant("payloads", "mine"u8.ToArray());
        var finding = Assert.Single((await new PayloadVerification(new PayloadStore(_objects)).RunAsync()).Findings);
        Assert.Equal((PayloadFindingKind.Foreign, "payloads"), (finding.Kind, finding.Name));
    }

    private PayloadStore Open(DedupCheck check) => new(
        new HookedObjects(_objects, call =>
        {
            if (_isUnreadable && call == "read")
                throw new IOException(Failure);
        }),
        new PayloadStoreOptions { DedupCheck = check });

    private static async Task RequireRefusedAsync(PayloadStore payloads)
    {
        var failure = await Assert.ThrowsAsync<PayloadDamagedException>(async () => await payloads.StoreAsync(Sample.Good));
        Assert.Equal(Sample.Hash, failure.Hash);
        Assert.Contains($"it cannot be read: {Failure}. ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("delete it, and store its bytes again", failure.Message, StringComparison.Ordinal);
    }
}
