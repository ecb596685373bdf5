using System.Text;
using Guarded.Store.Attachments;
using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Testing;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Attachments;

/// <summary>What was harmed from outside costs no attachment its content: not by a recovery, and not by another's delete.</summary>
public sealed class AttachmentHarmTests : IDisposable
{
    private const string Bytes = "bytes";
    private static readonly AttachmentDescription Text = new("text/plain");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly FileObjectStore _objects;
    private readonly AttachmentStore _store;

    public AttachmentHarmTests()
    {
        _objects = FileObjectStore.Open(_folder.Path, new FileObjectStoreOptions { Durability = Durability.None });
        _store = new AttachmentStore(_objects, time: _clock);
    }

    public void Dispose()
    {
        _objects.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_recovery_keeps_the_content_of_an_attachment_whose_holder_id_was_harmed()
    {
        var added = await AddAsync();
        await HarmHoldersAsync(json => json.Replace(added.Id.ToString(), OtherDigit(added.Id.ToString()), StringComparison.Ordinal));
        for (var run = 0; run < 2; run++)
        {
            var report = await RecoverAsync();
            Assert.Equal([(AttachmentFaultKind.NotHeld, added.Id)], report.Faults.Select(fault => (fault.Kind, fault.Attachment!.Value)));
            Assert.Equal(0, report.Freed);
            await RequireContentAsync(added);
        }

        // The remedy that the report names.
        var again = await AddAsync();
        Assert.True(await _store.DeleteAsync(added.Id));
        Assert.Equal(1, (await RecoverAsync()).Freed);
        await RequireContentAsync(again);
        Assert.Empty((await RecoverAsync()).Faults);
        Assert.Single(Files("payloads"));
    }

    [Fact]
    public async Task A_delete_takes_no_content_from_others_where_the_generation_was_harmed()
    {
        var (kept, deleted) = (await AddAsync(), await AddAsync());
        await HarmHoldersAsync(json =>
        {
            var at = json.IndexOf("\"generation\":\"", StringComparison.Ordinal) + "\"generation\":\"".Length;
            return json[..at] + OtherDigit(json[at..]);
        });
        Assert.True(await _store.DeleteAsync(deleted.Id));
        await RequireContentAsync(kept);
        await RecoverAsync();
        await RequireContentAsync(kept);
    }

    [Fact]
    public async Task A_delete_takes_no_content_from_others_where_the_record_was_lost()
    {
        var (kept, deleted) = (await AddAsync(), await AddAsync());
        File.Delete(HoldersFile);
        var again = await AddAsync();
        Assert.True(await _store.DeleteAsync(deleted.Id));
        await RequireContentAsync(kept);
        Assert.True(await _store.DeleteAsync(again.Id));
        await RequireContentAsync(kept);
        await RecoverAsync();
        await RequireContentAsync(kept);
    }

    [Fact]
    public async Task Nothing_is_freed_while_a_sidecar_cannot_be_read()
    {
        var (unreadable, half) = (await AddAsync(), await AddAsync("half deleted"));
        File.Delete(SidecarFile(half.Id));
        var sidecar = await File.ReadAllTextAsync(SidecarFile(unreadable.Id));
        await File.WriteAllTextAsync(SidecarFile(unreadable.Id), "{");
        await HarmHoldersAsync(unreadable, json => json.Replace(unreadable.Id.ToString(), OtherDigit(unreadable.Id.ToString()), StringComparison.Ordinal));
        Assert.Equal(0, (await RecoverAsync()).Freed);

        await File.WriteAllTextAsync(SidecarFile(unreadable.Id), sidecar);
        Assert.Equal(1, (await RecoverAsync()).Freed);
        await RequireContentAsync(unreadable);
    }

    [Theory]
    [InlineData("attachments/sidecars", true)]
    [InlineData("attachments/sidecars/ab", true)]
    [InlineData("attachments/sidecars/ab", false)]
    public async Task Nothing_is_freed_while_something_else_stands_where_a_folder_of_sidecars_belongs(string folder, bool link)
    {
        var kept = await AddAsync();
        await HarmHoldersAsync(json => json.Replace(kept.Id.ToString(), OtherDigit(kept.Id.ToString()), StringComparison.Ordinal));
        folder = _folder[folder.Replace("ab", kept.Id.ToString()[..2], StringComparison.Ordinal)];
        Directory.Move(folder, _folder["moved"]);
        if (link)
            Directory.CreateSymbolicLink(folder, _folder["moved"]);
        else
            await File.WriteAllTextAsync(folder, "");
        var report = await RecoverAsync();
        Assert.Equal(0, report.Freed);
        Assert.Equal(link ? 1 : 0, report.Foreign.Count);
        Assert.Equal(link ? 0 : 1, report.Faults.Count(fault => fault.Kind == AttachmentFaultKind.ForeignName));

        File.Delete(folder);
        Directory.Move(_folder["moved"], folder);
        await RequireContentAsync(kept);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_recovery_that_cannot_list_what_is_there_ends_and_the_next_one_does_the_rest(int listing)
    {
        var (kept, half) = (await AddAsync(), await AddAsync("half deleted"));
        File.Delete(SidecarFile(half.Id));
        _clock.Advance(TimeSpan.FromHours(1));
        var listings = 0;
        var store = new AttachmentStore(new HookedObjects(_objects, call => _ = call == "list" && listings++ == listing ? throw new UnauthorizedAccessException("no permission") : 0), time: _clock);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await store.RecoverAsync(TimeSpan.FromHours(1)));
        Assert.Equal(2, Files("payloads").Length);
        Assert.Equal(1, (await RecoverAsync()).Freed);
        await RequireContentAsync(kept);
    }

    [Theory]
    [InlineData("[null,{0}]", "is null")]
    [InlineData("[{0},{0}]", "2 times")]
    public async Task A_record_with_a_holder_that_is_null_or_doubled_is_named(string holders, string fault)
    {
        var added = await AddAsync();
        await HarmHoldersAsync(json =>
        {
            var at = json.IndexOf('[', StringComparison.Ordinal);
            return json[..at] + holders.Replace("{0}", json[(at + 1)..json.IndexOf(']', StringComparison.Ordinal)], StringComparison.Ordinal) + "}";
        });
        Assert.Contains(fault, (await Assert.ThrowsAsync<AttachmentMetadataUnreadableException>(() => AddAsync())).Fault, StringComparison.Ordinal);
        var report = await RecoverAsync();
        Assert.Contains(fault, Assert.Single(report.Faults).Description, StringComparison.Ordinal);
        Assert.Equal((AttachmentFaultKind.MetadataUnreadable, 0), (report.Faults[0].Kind, report.Freed));
        await RequireContentAsync(added);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recovery_goes_on_where_something_else_lies_in_the_place_of_a_sidecar(bool link)
    {
        var (blocked, half, kept) = (await AddAsync("blocked"), await AddAsync("half deleted"), await AddAsync());
        File.Delete(SidecarFile(half.Id));
        File.Delete(SidecarFile(blocked.Id));
        if (link)
            File.CreateSymbolicLink(SidecarFile(blocked.Id), SidecarFile(kept.Id));
        else
            Directory.CreateDirectory(Path.Combine(SidecarFile(blocked.Id), "full")); // an empty one is in nobody's way

        var report = await RecoverAsync();
        Assert.Equal((1, 0), (report.Abandoned, report.Freed));
        var fault = Assert.Single(report.Faults);
        Assert.Equal((AttachmentFaultKind.Inaccessible, blocked.Id), (fault.Kind, fault.Attachment));
        await RequireContentAsync(kept);

        if (link)
            File.Delete(SidecarFile(blocked.Id));
        else
            Directory.Delete(SidecarFile(blocked.Id), recursive: true);
        report = await RecoverAsync();
        Assert.Equal((1, 2, 0), (report.Abandoned, report.Freed, report.Faults.Count));
        await RequireContentAsync(kept);
    }

    [Fact]
    public async Task A_recovery_tells_what_lies_among_the_attachments_and_is_no_object()
    {
        var added = await AddAsync();
        File.CreateSymbolicLink(_folder["attachments/stranger"], SidecarFile(added.Id));
        Assert.Equal("attachments/stranger", Assert.Single((await RecoverAsync()).Foreign).Name);
    }

    [Fact]
    public async Task The_longest_minimum_age_takes_nobody_for_dead()
    {
        var half = await AddAsync();
        File.Delete(SidecarFile(half.Id));
        Assert.Equal(0, (await _store.RecoverAsync(TimeSpan.MaxValue)).Abandoned);
    }

    private string HoldersFile => Assert.Single(Files("holders"));

    private async Task<Attachment> AddAsync(string content = Bytes) => await _store.AddAsync(Encoding.UTF8.GetBytes(content), Text);

    private async Task<AttachmentRecovery> RecoverAsync()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        return await _store.RecoverAsync(TimeSpan.FromHours(1));
    }

    private async Task RequireContentAsync(Attachment attachment) =>
        Assert.Equal(Bytes, Encoding.UTF8.GetString(await _store.ReadAllBytesAsync(attachment.Id)));

    private Task HarmHoldersAsync(Func<string, string> harm) => HarmAsync(HoldersFile, harm);

    private Task HarmHoldersAsync(Attachment attachment, Func<string, string> harm) =>
        HarmAsync(Files("holders").Single(file => file.EndsWith(attachment.Payload.ToString(), StringComparison.Ordinal)), harm);

    private static async Task HarmAsync(string file, Func<string, string> harm)
    {
        var json = await File.ReadAllTextAsync(file);
        var harmed = harm(json);
        Assert.NotEqual(json, harmed);
        await File.WriteAllTextAsync(file, harmed);
    }

    private string SidecarFile(AttachmentId id) => _folder[$"attachments/sidecars/{id.ToString()[..2]}/{id}"];

    private string[] Files(string kind) => Directory.GetFiles(_folder[$"attachments/{kind}"], "*", SearchOption.AllDirectories);

    private static string OtherDigit(string text) => (text[0] == '0' ? '1' : '0') + text[1..];
}
