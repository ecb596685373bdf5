using System.Text;
using Guarded.Store.Attachments;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

/// <summary>
/// What <see cref="AttachmentStore"/> promises, over a backend that has compare-and-swap. Derive from it, say how the backend
/// is opened, and run it with xunit.
/// </summary>
public abstract partial class AttachmentStoreConformance : StoreConformance
{
    // Where things lie is part of the format: another program, or an older version, must find them there.
    private const string Payloads = "attachments/payloads/";
    private const string Sidecars = "attachments/sidecars/";
    private const string Holders = "attachments/holders/";

    private const int Writers = 16;

    private static readonly TimeSpan MinimumAge = TimeSpan.FromHours(1);
    private static readonly AttachmentDescription Text = new("text/plain");

    private readonly ManualClock _clock = new();

    /// <summary>How many orders of concurrent calls are tried; a slow backend may try fewer. The environment's GUARDED_SEED runs one of them.</summary>
    protected virtual int Seeds => 300;

    /// <summary>One in so many operations is made to fail, or to be the last before a crash: each, unless a slow backend leaves some out.</summary>
    protected virtual int Stride => 1;

    private async Task<AttachmentStore> OpenAttachmentsAsync() => new(await ReopenAsync(), time: _clock);

    private async Task<AttachmentRecovery> RecoverAsync()
    {
        _clock.Advance(MinimumAge);
        return await (await OpenAttachmentsAsync()).RecoverAsync(MinimumAge);
    }

    private async Task NothingIsHalfDoneAsync()
    {
        var recovery = await RecoverAsync();
        Assert.Equal((0, 0), (recovery.Abandoned, recovery.Freed));
        Assert.Empty(recovery.Faults);
    }

    private async Task<List<ObjectKey>> KeysAsync(string prefix = "") => (await ListAsync(prefix)).ConvertAll(info => info.Key);

    private async Task OverwriteAsync(ObjectKey key, string content) => await StoreAsync(key, content, PutCondition.Any);

    private async Task EmptyAsync()
    {
        foreach (var key in await KeysAsync())
            await DeleteAsync(key);
    }

    private static ObjectKey SidecarKey(AttachmentId id) => Key($"{Sidecars}{id.ToString()[..2]}/{id}");

    private static async Task<string> ReadTextAsync(AttachmentStore store, AttachmentId id) => Encoding.UTF8.GetString(await store.ReadAllBytesAsync(id));
}
