using System.Text;
using Guarded.Store.Attachments;
using Guarded.Store.Objects;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Tests.Attachments;

/// <summary>What has nothing to do with the backend: the format of what is stored, and what a store refuses.</summary>
public sealed class AttachmentStoreTests
{
    private static readonly AttachmentDescription Text = new("text/plain");

    private readonly MemoryObjectStore _objects = new();

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("null", "null")]
    [InlineData("{", "JSON")]
    [InlineData("""{"version":1}""", "missing required")]
    [InlineData("""{"version":0}""", "which never was")]
    [InlineData("""{"version":2,"whatever":[]}""", "Update the program")]
    [InlineData("""{"version":1,"id":"ID","payload":"x","generation":"y"}""", "PayloadHash takes 64")]
    [InlineData("""{"version":1,"id":"ID","payload":"HASH","generation":"G"}""", "no generation")]
    [InlineData("""{"version":1,"id":"00000000000000000000000000000001","payload":"HASH","generation":"ID"}""", "belongs to attachment 00000000000000000000000000000001")]
    [InlineData("""{"version":1,"id":"ID","id":"ID","payload":"HASH","generation":"ID"}""", "Duplicate")]
    [InlineData("""{"version":1,"id":"ID","payload":"HASH","generation":"ID","extra":1}""", "extra")]
    [InlineData("""{"version":1,"id":"ID","payload":"HASH","generation":"ID","attachment":{"length":-1,"mediaType":"a/b","created":"2026-01-01T00:00:00+00:00"}}""", "negative")]
    [InlineData("""{"version":1,"id":"ID","payload":"HASH","generation":"ID","attachment":{"length":1,"mediaType":"a","created":"2026-01-01T00:00:00+00:00"}}""", "no media type")]
    [InlineData("""{"version":1,"id":"ID","payload":"HASH","generation":"ID","attachment":{"length":1,"mediaType":"a/b","width":0,"created":"2026-01-01T00:00:00+00:00"}}""", "Width")]
    [InlineData("""{"version":1,"id":"ID","payload":"HASH","generation":"ID","attachment":{"length":1,"mediaType":"a/b","metadata":{"a":null},"created":"2026-01-01T00:00:00+00:00"}}""", "is null")]
    [InlineData("""{"version":1,"id":"ID","payload":"HASH","generation":"ID","attachment":{"length":1,"mediaType":"a/b","created":"yesterday"}}""", "created")]
    public async Task What_is_no_sidecar_is_refused_with_the_fault(string json, string fault)
    {
        var store = new AttachmentStore(_objects);
        var added = await store.AddAsync("bytes"u8.ToArray(), Text);
        var sidecar = json.Replace("ID", $"{added.Id}", StringComparison.Ordinal).Replace("HASH", $"{added.Payload}", StringComparison.Ordinal);
        var key = ObjectKey.Parse($"attachments/sidecars/{added.Id.ToString()[..2]}/{added.Id}");
        await _objects.PutAsync(key, Encoding.UTF8.GetBytes(sidecar), PutCondition.Any);

        var failure = await Assert.ThrowsAsync<AttachmentMetadataUnreadableException>(async () => await store.GetAsync(added.Id));
        Assert.Equal((key, added.Id), (failure.Key, failure.Id));
        Assert.Contains(fault, failure.Fault, StringComparison.Ordinal);
        Assert.Contains(key.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_swap_that_is_refused_without_end_is_an_error_and_not_a_hang()
    {
        var store = new AttachmentStore(new GatedObjectStore(_objects, new Refusing()));
        var failure = await Assert.ThrowsAsync<IOException>(async () => await store.AddAsync("bytes"u8.ToArray(), Text));
        Assert.Contains("nobody else changes it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backend_without_compare_and_swap_is_refused_at_once()
    {
        var objects = new GatedObjectStore(_objects, new Refusing()) { Capabilities = ObjectStoreCapabilities.None };
        Assert.Contains("compare-and-swap", Assert.Throws<NotSupportedException>(() => new AttachmentStore(objects)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interleavings_catch_a_store_that_frees_what_no_sidecar_names()
    {
        const int seeds = 300;
        foreach (var seed in Interleaving.SeedsToTry(seeds))
        {
            var (interleaving, objects) = (new Interleaving(seed), new MemoryObjectStore());
            await interleaving.RunAsync(objects, gated => new NaiveAttachments(gated));
            foreach (var id in interleaving.There.Keys)
                if (!await new NaiveAttachments(objects).HasContentAsync(id))
                    return;
        }
        Assert.Fail($"None of {seeds} seeds lost a payload.");
    }
}
