using System.Security.Cryptography;
using System.Text;
using Guarded.Store.Attachments;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Attachments.Seam;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Attachments;

/// <summary>What attachments promise on any backend: whoever has one derives from this and opens it.</summary>
public abstract partial class AttachmentStoreTests
{
    private const string Payloads = "attachments/payloads/";
    private const string Sidecars = "attachments/sidecars/";
    private const string Holders = "attachments/holders/";

    private static readonly TimeSpan MinimumAge = TimeSpan.FromHours(1);
    private static readonly AttachmentDescription Text = new("text/plain");

    private readonly ManualClock _clock = new();

    /// <summary>Opens the store: the same one each time in one test, as a program does that starts again, and an empty one in each test.</summary>
    protected abstract ValueTask<IObjectStore> OpenAsync();

    [Fact]
    public async Task What_was_attached_is_there_for_whoever_opens_the_store_next()
    {
        var described = new AttachmentDescription("image/png")
        {
            Width = 640,
            Height = 480,
            Label = "grün 🌱\n",
            Metadata = new Dictionary<string, string> { ["camera"] = "Ω", ["empty"] = "", ["lines"] = "a\nb\0" },
        };
        var added = await (await StoreAsync()).AddAsync("pixels"u8.ToArray(), described);
        Assert.Equal((PayloadHash.Compute("pixels"u8), 6, _clock.GetUtcNow(), null), (added.Payload, added.Length, added.Created, added.Updated));

        var store = await StoreAsync();
        Assert.Equal(added, await store.GetAsync(added.Id));
        Assert.Equal(described, (await store.FindAsync(added.Id))!.Description);
        Assert.Equal("pixels", Encoding.UTF8.GetString(await store.ReadAllBytesAsync(added.Id)));
        await store.VerifyAsync(added.Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_003)]
    public async Task A_stream_that_cannot_be_sought_and_bytes_share_one_payload(int length)
    {
        var store = await StoreAsync();
        var bytes = RandomNumberGenerator.GetBytes(length);
        var fromStream = await store.AddAsync(new Pieces(bytes), Text);
        var fromBytes = await store.AddAsync(bytes, Text);
        Assert.NotEqual(fromStream.Id, fromBytes.Id);
        Assert.Equal(fromStream.Payload, fromBytes.Payload);
        Assert.Single(await KeysAsync(Payloads));
        Assert.Equal(bytes, await store.ReadAllBytesAsync(fromStream.Id));
        Assert.Equal(bytes, await store.ReadAllBytesAsync(fromBytes.Id));
    }

    [Fact]
    public async Task A_second_attachment_of_the_same_bytes_replaces_nothing_of_the_first()
    {
        var store = await StoreAsync();
        var first = await store.AddAsync("bytes"u8.ToArray(), Text with { Label = "first" });
        var second = await store.AddAsync("bytes"u8.ToArray(), Text with { Label = "second" });
        Assert.Equal("first", (await store.GetAsync(first.Id)).Description.Label);
        Assert.Equal("second", (await store.GetAsync(second.Id)).Description.Label);
        Assert.Equal([first, second], await ToListAsync(store.ListAsync(first.Payload)));
        Assert.Empty(await ToListAsync(store.ListAsync(PayloadHash.Compute("other bytes"u8))));
    }

    [Fact]
    public async Task Deleting_the_last_attachment_frees_the_payload_and_no_earlier()
    {
        var store = await StoreAsync();
        var first = await store.AddAsync("bytes"u8.ToArray(), Text);
        var second = await store.AddAsync("bytes"u8.ToArray(), Text);
        Assert.True(await store.DeleteAsync(first.Id));
        Assert.Null(await store.FindAsync(first.Id));
        Assert.Equal("bytes"u8.ToArray(), await store.ReadAllBytesAsync(second.Id));
        Assert.True(await store.DeleteAsync(second.Id));
        Assert.Empty(await KeysAsync(Payloads));
        Assert.Empty(await KeysAsync(Sidecars));
        Assert.False(await store.DeleteAsync(second.Id));

        // And the same bytes can come back.
        var third = await store.AddAsync("bytes"u8.ToArray(), Text);
        Assert.Equal("bytes"u8.ToArray(), await (await StoreAsync()).ReadAllBytesAsync(third.Id));
        Assert.Equal(new AttachmentRecovery(0, 0, []), await RecoverAsync(), Same);
    }

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        var store = await StoreAsync();
        var missing = AttachmentId.Parse("0123456789abcdef0123456789abcdef");
        Assert.Null(await store.FindAsync(missing));
        Assert.False(await store.DeleteAsync(missing));
        foreach (var act in new Func<Task>[]
        {
            async () => await store.GetAsync(missing),
            async () => await store.OpenAsync(missing),
            async () => await store.ReadAllBytesAsync(missing),
            async () => await store.VerifyAsync(missing),
            async () => await store.UpdateAsync(missing, description => description),
            async () => await store.GetAsync(default),
        })
        {
            var failure = await Assert.ThrowsAsync<AttachmentNotFoundException>(act);
            Assert.Contains(failure.Id.ToString(), failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_listing_is_in_order_and_goes_on_where_another_ended()
    {
        var store = await StoreAsync();
        var added = new List<Attachment>();
        for (var i = 0; i < 20; i++)
            added.Add(await store.AddAsync(Encoding.UTF8.GetBytes($"content {i % 3}"), Text with { Label = $"{i}" }));
        added = [.. added.OrderBy(attachment => attachment.Id.ToString(), StringComparer.Ordinal)];
        Assert.Equal(added, await ToListAsync(store.ListAsync()));
        Assert.Equal(added[8..], await ToListAsync(store.ListAsync(after: added[7].Id)));
        Assert.Empty(await ToListAsync(store.ListAsync(after: added[^1].Id)));
        Assert.Equal(3, (await KeysAsync(Payloads)).Count);
    }

    [Fact]
    public async Task An_update_changes_what_is_said_and_nothing_else()
    {
        var store = await StoreAsync();
        var added = await store.AddAsync("bytes"u8.ToArray(), Text with { Label = "old", Metadata = new Dictionary<string, string> { ["kept"] = "1" } });
        _clock.Advance(TimeSpan.FromMinutes(1));
        var updated = await store.UpdateAsync(added.Id, description => description with { Label = "new", Width = 3 });
        Assert.Equal(added with { Description = added.Description with { Label = "new", Width = 3 }, Updated = _clock.GetUtcNow() }, updated);
        Assert.Equal(updated, await (await StoreAsync()).GetAsync(added.Id));
        Assert.Equal("bytes"u8.ToArray(), await store.ReadAllBytesAsync(added.Id));

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.UpdateAsync(added.Id, _ => null!));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await store.UpdateAsync(added.Id, _ => throw new InvalidDataException()));
        Assert.Equal(updated, await store.GetAsync(added.Id));
    }

    [Fact]
    public async Task Of_many_updates_at_once_none_is_lost()
    {
        var store = await StoreAsync();
        var added = await store.AddAsync("bytes"u8.ToArray(), Text);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () =>
            await store.UpdateAsync(added.Id, description => description with { Metadata = new Dictionary<string, string>(description.Metadata) { [$"key {i}"] = "set" } }))));
        Assert.Equal(32, (await store.GetAsync(added.Id)).Description.Metadata.Count);
    }

    [Fact]
    public async Task Many_writers_of_the_same_bytes_all_succeed_and_the_payload_is_there_once()
    {
        var stores = new[] { await StoreAsync(), await StoreAsync() };
        var added = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () => await stores[i % 2].AddAsync("bytes"u8.ToArray(), Text))));
        Assert.Single(await KeysAsync(Payloads));
        Assert.Equal(64, (await ToListAsync(stores[0].ListAsync(added[0].Payload))).Count);

        Assert.All(await Task.WhenAll(added[1..].Select(attachment => Task.Run(async () => await stores[0].DeleteAsync(attachment.Id)))), Assert.True);
        Assert.Equal("bytes"u8.ToArray(), await stores[1].ReadAllBytesAsync(added[0].Id));
        Assert.True(await stores[1].DeleteAsync(added[0].Id));
        Assert.Empty(await KeysAsync(Payloads));
    }

    [Fact]
    public async Task A_swap_that_is_refused_without_end_is_an_error_and_not_a_hang()
    {
        var store = new AttachmentStore(new GatedObjectStore(await OpenAsync(), new Refusing()), time: _clock);
        var failure = await Assert.ThrowsAsync<IOException>(async () => await store.AddAsync("bytes"u8.ToArray(), Text));
        Assert.Contains("nobody else changes it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_leaves_all_as_it_was()
    {
        var store = await StoreAsync();
        var kept = await store.AddAsync("bytes"u8.ToArray(), Text);
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.AddAsync(new Pieces(new byte[100_000], whenRead: cancelled.Cancel), Text, cancelled.Token));
        var before = await KeysAsync("");
        foreach (var act in new Func<Task>[]
        {
            async () => await store.AddAsync("more"u8.ToArray(), Text, cancelled.Token),
            async () => await store.AddAsync(Stream.Null, Text, cancelled.Token),
            async () => await store.GetAsync(kept.Id, cancelled.Token),
            async () => await store.OpenAsync(kept.Id, cancelled.Token),
            async () => await store.UpdateAsync(kept.Id, description => description with { Label = "new" }, cancelled.Token),
            async () => await store.DeleteAsync(kept.Id, cancelled.Token),
            async () => await store.RecoverAsync(TimeSpan.Zero, cancelled.Token),
            async () => await ToListAsync(store.ListAsync(after: null, cancelled.Token)),
        })
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(act);
        }
        Assert.Equal(before, await KeysAsync(""));
        Assert.Equal(kept, await store.GetAsync(kept.Id));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_at_any_operation_is_done_or_not_and_leaves_nothing_half()
    {
        for (var at = 1; ; at++)
        {
            using var cancelled = new CancellationTokenSource();
            var gate = new Calling(at, cancelled.CancelAsync);
            var store = new AttachmentStore(new GatedObjectStore(await OpenAsync(), gate), time: _clock);
            try
            {
                var added = await store.AddAsync(Encoding.UTF8.GetBytes($"bytes {at}"), Text, cancelled.Token);
                await store.DeleteAsync(added.Id, cancelled.Token);
            }
            catch (OperationCanceledException)
            {
            }
            if (!gate.WasReached)
                return;
            var listed = await ToListAsync((await StoreAsync()).ListAsync());
            Assert.Equal(new AttachmentRecovery(0, 0, []), await RecoverAsync(), Same);
            Assert.Equal(listed.Count, (await KeysAsync(Payloads)).Count);
        }
    }

    [Fact]
    public async Task Bad_input_leaves_nothing()
    {
        var store = await StoreAsync();
        await Assert.ThrowsAsync<InvalidDataException>(async () => await store.AddAsync(new Pieces(new byte[100_000], whenRead: () => throw new InvalidDataException()), Text));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.AddAsync((Stream)null!, Text));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.AddAsync((byte[])null!, Text));
        var closed = new MemoryStream();
        await closed.DisposeAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddAsync(closed, Text));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.AddAsync(new byte[1], null!));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.RecoverAsync(TimeSpan.FromSeconds(-1)));
        Assert.Empty(await KeysAsync(""));
    }

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
    public async Task Metadata_that_cannot_be_read_is_named_and_kept(string json, string fault)
    {
        var store = await StoreAsync();
        var added = await store.AddAsync("bytes"u8.ToArray(), Text);
        var key = SidecarKey(added.Id);
        await OverwriteAsync(key, json.Replace("ID", added.Id.ToString(), StringComparison.Ordinal).Replace("HASH", added.Payload.ToString(), StringComparison.Ordinal));
        foreach (var act in new Func<Task>[]
        {
            async () => await store.FindAsync(added.Id),
            async () => await store.OpenAsync(added.Id),
            async () => await store.UpdateAsync(added.Id, description => description),
            async () => await store.DeleteAsync(added.Id),
            async () => await ToListAsync(store.ListAsync()),
            async () => await ToListAsync(store.ListAsync(added.Payload)),
        })
        {
            var failure = await Assert.ThrowsAsync<AttachmentMetadataUnreadableException>(act);
            Assert.Equal((key, added.Id), (failure.Key, failure.Id));
            Assert.Contains(fault, failure.Fault, StringComparison.Ordinal);
            Assert.Contains(key.ToString(), failure.Message, StringComparison.Ordinal);
        }

        var report = await RecoverAsync();
        Assert.Equal((0, 0), (report.Abandoned, report.Freed));
        Assert.Equal([(AttachmentFaultKind.MetadataUnreadable, key)], report.Faults.Select(found => (found.Kind, found.Key)));
        Assert.Single(await KeysAsync(Payloads));

        // The remedy that the documentation names: what cannot be restored is removed, and a recovery frees the content.
        await (await OpenAsync()).DeleteAsync(key);
        report = await RecoverAsync();
        Assert.Equal((1, 1, 0), (report.Abandoned, report.Freed, report.Faults.Count));
        Assert.Empty(await KeysAsync(Payloads));
    }

    [Fact]
    public async Task Metadata_is_never_read_beyond_its_size()
    {
        var store = await StoreAsync();
        var added = await store.AddAsync("bytes"u8.ToArray(), Text);
        await OverwriteAsync(SidecarKey(added.Id), new string(' ', 10_000_000));
        Assert.Contains("10000000 bytes", (await Assert.ThrowsAsync<AttachmentMetadataUnreadableException>(async () => await store.GetAsync(added.Id))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_description_is_stored_and_read()
    {
        var store = await StoreAsync();
        var description = new AttachmentDescription($"text/plain; x={new string('a', 240)}")
        {
            Label = new string('\u0001', AttachmentDescription.MaxLabelLength),
            Metadata = Enumerable.Range(0, AttachmentDescription.MaxMetadataLength / 2).ToDictionary(i => $"{(char)(0x3000 + i)}", _ => "\u0001"),
        };
        var added = await store.AddAsync("bytes"u8.ToArray(), description);
        Assert.Equal(description, (await store.GetAsync(added.Id)).Description);
    }

    [Fact]
    public async Task A_record_of_holders_that_cannot_be_read_stops_no_reader_and_frees_nothing()
    {
        var store = await StoreAsync();
        var added = await store.AddAsync("bytes"u8.ToArray(), Text);
        var key = Assert.Single(await KeysAsync(Holders));
        await OverwriteAsync(key, """{"version":1,"generation":"x","holders":[]}""");
        Assert.Equal("bytes"u8.ToArray(), await store.ReadAllBytesAsync(added.Id));
        Assert.Equal(key, (await Assert.ThrowsAsync<AttachmentMetadataUnreadableException>(async () => await store.AddAsync("bytes"u8.ToArray(), Text))).Key);
        var report = await RecoverAsync();
        Assert.Equal([(AttachmentFaultKind.MetadataUnreadable, key)], report.Faults.Select(found => (found.Kind, found.Key)));
        Assert.Equal("bytes"u8.ToArray(), await store.ReadAllBytesAsync(added.Id));
    }

    [Fact]
    public async Task A_payload_that_was_removed_or_changed_from_outside_is_never_read_as_content()
    {
        var objects = await OpenAsync();
        var store = await StoreAsync();
        var added = await store.AddAsync("bytes"u8.ToArray(), Text);
        var key = Assert.Single(await KeysAsync(Payloads));

        await OverwriteAsync(key, "bytez");
        Assert.Equal(added.Payload, (await Assert.ThrowsAsync<PayloadDamagedException>(async () => await store.ReadAllBytesAsync(added.Id))).Hash);
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await store.VerifyAsync(added.Id));

        await OverwriteAsync(key, "byte");
        await Assert.ThrowsAsync<PayloadDamagedException>(async () => await store.OpenAsync(added.Id));
        Assert.Equal([(AttachmentFaultKind.PayloadDamaged, added.Id)], (await RecoverAsync()).Faults.Select(found => (found.Kind, found.Attachment!.Value)));

        await objects.DeleteAsync(key);
        Assert.Equal((added.Id, added.Payload), await Assert.ThrowsAsync<AttachmentPayloadMissingException>(async () => await store.OpenAsync(added.Id)) is var missing ? (missing.Id, missing.Payload) : default);
        Assert.Equal([(AttachmentFaultKind.PayloadMissing, key)], (await RecoverAsync()).Faults.Select(found => (found.Kind, found.Key)));

        // The remedy: the same bytes, added again.
        await store.AddAsync("bytes"u8.ToArray(), Text);
        Assert.Equal("bytes"u8.ToArray(), await store.ReadAllBytesAsync(added.Id));
        Assert.Empty((await RecoverAsync()).Faults);
    }

    [Fact]
    public async Task A_recovery_removes_nothing_that_an_attachment_still_names()
    {
        var store = await StoreAsync();
        var added = await store.AddAsync("bytes"u8.ToArray(), Text);
        var holders = Assert.Single(await KeysAsync(Holders));
        await OverwriteAsync(holders, """{"version":1,"generation":"00000000000000000000000000000001","holders":[]}""");
        Assert.Equal([(AttachmentFaultKind.NotHeld, added.Id)], (await RecoverAsync()).Faults.Select(found => (found.Kind, found.Attachment!.Value)));
        Assert.Equal("bytes"u8.ToArray(), await store.ReadAllBytesAsync(added.Id));

        await (await OpenAsync()).DeleteAsync(holders);
        Assert.Equal([AttachmentFaultKind.NotHeld, AttachmentFaultKind.HoldersMissing], (await RecoverAsync()).Faults.Select(found => found.Kind));
        Assert.Equal("bytes"u8.ToArray(), await store.ReadAllBytesAsync(added.Id));
    }

    [Fact]
    public async Task A_recovery_reports_foreign_names_and_touches_none()
    {
        foreach (var key in new[] { Payloads + "aa/stranger", Holders + "stranger", Sidecars + "00/11111111111111111111111111111111" })
            await (await OpenAsync()).PutAsync(ObjectKey.Parse(key), "mine"u8.ToArray(), PutCondition.IfAbsent);
        Assert.Empty(await ToListAsync((await StoreAsync()).ListAsync()));
        var faults = (await RecoverAsync()).Faults;
        Assert.Equal(await KeysAsync(""), faults.Select(found => found.Key).OrderBy(key => key.ToString(), StringComparer.Ordinal));
        Assert.All(faults, found => Assert.Equal(AttachmentFaultKind.ForeignName, found.Kind));
    }

    [Fact]
    public async Task A_writer_that_a_recovery_took_for_dead_is_told_and_leaves_nothing()
    {
        // At every operation of an add a recovery comes that takes every other writer for dead.
        for (var at = 1; ; at++)
        {
            var reached = new Calling(at, () => RecoverAtOnceAsync().AsTask());
            var store = new AttachmentStore(new GatedObjectStore(await OpenAsync(), reached), time: _clock);
            Attachment? added = null;
            try
            {
                added = await store.AddAsync("bytes"u8.ToArray(), Text);
            }
            catch (AttachmentAbandonedException abandoned)
            {
                Assert.Null(await store.FindAsync(abandoned.Id));
            }
            Assert.Equal(added is null ? 0 : 1, (await KeysAsync(Payloads)).Count);
            Assert.Equal(added is null ? 0 : 1, (await KeysAsync(Sidecars)).Count);
            if (added is not null)
            {
                Assert.Equal("bytes"u8.ToArray(), await store.ReadAllBytesAsync(added.Id));
                Assert.True(await (await StoreAsync()).DeleteAsync(added.Id));
            }
            Assert.Equal(new AttachmentRecovery(0, 0, []), await RecoverAsync(), Same);
            if (!reached.WasReached)
                return;
        }

        async ValueTask RecoverAtOnceAsync() => await (await StoreAsync()).RecoverAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_backend_without_compare_and_swap_is_refused_at_once()
    {
        var objects = new GatedObjectStore(await OpenAsync(), new Calling(0, () => Task.CompletedTask)) { Capabilities = ObjectStoreCapabilities.None };
        Assert.Contains("compare-and-swap", Assert.Throws<NotSupportedException>(() => new AttachmentStore(objects)).Message, StringComparison.Ordinal);
    }

    private async Task<AttachmentStore> StoreAsync() => new(await OpenAsync(), time: _clock);

    private async Task<AttachmentRecovery> RecoverAsync()
    {
        _clock.Advance(MinimumAge);
        return await (await StoreAsync()).RecoverAsync(MinimumAge);
    }

    private static bool Same(AttachmentRecovery expected, AttachmentRecovery actual) =>
        (expected.Abandoned, expected.Freed) == (actual.Abandoned, actual.Freed) && expected.Faults.SequenceEqual(actual.Faults);

    private async Task<List<ObjectKey>> KeysAsync(string prefix) =>
        [.. (await ToListAsync((await OpenAsync()).ListAsync(prefix))).Select(info => info.Key)];

    private async Task OverwriteAsync(ObjectKey key, string content) =>
        await (await OpenAsync()).PutAsync(key, Encoding.UTF8.GetBytes(content), PutCondition.Any);

    private static ObjectKey SidecarKey(AttachmentId id) => ObjectKey.Parse($"{Sidecars}{id.ToString()[..2]}/{id}");

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }

    // Gives its bytes in small pieces, and cannot be sought.
    private sealed class Pieces(byte[] bytes, Action? whenRead = null) : Source
    {
        private int _given;

        public override int Read(byte[] buffer, int offset, int count)
        {
            whenRead?.Invoke();
            var length = Math.Min(Math.Min(count, 1000), bytes.Length - _given);
            bytes.AsSpan(_given, length).CopyTo(buffer.AsSpan(offset));
            _given += length;
            return length;
        }
    }
}
