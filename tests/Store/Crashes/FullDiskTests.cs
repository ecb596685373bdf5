using System.Security.Cryptography;
using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Tests.Files;

namespace Guarded.Store.Tests.Crashes;

/// <summary>A real file system that is full, or that becomes read-only.</summary>
public sealed class FullDiskTests
{
    private const int ENOSPC = 28;
    private const int EROFS = 30;

    [SkippableTheory]
    [InlineData("size=1m", 70_000, true, 1)]
    [InlineData("size=1m", 70_000, false, 1)]
    [InlineData("size=1m", 4096, true, 1)]
    [InlineData("size=1m", 4096, false, 1)]
    [InlineData("size=1m,nr_inodes=40", 100, true, 2)]
    public async Task A_store_on_a_full_disk_says_so_loses_nothing_and_goes_on_when_there_is_room(string options, int length, bool unnamed, int makeRoomFor)
    {
        await using var disk = await SmallDisk.MountAsync(options);
        using var objects = new FileObjectStore(LinuxFolder.Open(disk.Path, unnamed), options: null);
        var payloads = new PayloadStore(objects);
        var stored = new List<PayloadReference>();
        var full = await FillAsync(async () => stored.Add(await payloads.StoreAsync(RandomNumberGenerator.GetBytes(length))));

        Assert.Equal(ENOSPC, full.HResult);
        Assert.Contains(disk.Path, full.Message, StringComparison.Ordinal);
        Assert.NotEmpty(stored);
        await RequireExactlyAsync(disk, payloads, stored);

        var again = await payloads.ReadAllBytesAsync(stored[0].Hash);
        foreach (var deleted in stored[..makeRoomFor])
            Assert.True(await payloads.DeleteAsync(deleted.Hash));
        Assert.Equal(stored[0], await payloads.StoreAsync(again));
        stored.RemoveRange(1, makeRoomFor - 1);
        await RequireExactlyAsync(disk, payloads, stored);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_whose_disk_becomes_read_only_can_still_be_read_and_goes_on_when_it_can_be_written(bool unnamed)
    {
        await using var disk = await SmallDisk.MountAsync();
        using var objects = new FileObjectStore(LinuxFolder.Open(disk.Path, unnamed), options: null);
        var payloads = new PayloadStore(objects);
        List<PayloadReference> stored = [await payloads.StoreAsync("kept"u8.ToArray())];

        await disk.MakeReadOnlyAsync();
        var refused = await Assert.ThrowsAnyAsync<IOException>(async () => await payloads.StoreAsync("refused"u8.ToArray()));
        Assert.Contains(disk.Path, refused.Message, StringComparison.Ordinal);
        var kept = await Assert.ThrowsAnyAsync<IOException>(async () => await payloads.DeleteAsync(stored[0].Hash));
        Assert.Equal(EROFS, kept.HResult);
        Assert.Throws<IOException>(() => AtomicFile.WriteAllBytes(disk["settings"], [1]));
        await RequireExactlyAsync(disk, payloads, stored);

        await disk.MakeWritableAsync();
        stored.Add(await payloads.StoreAsync("refused"u8.ToArray()));
        await RequireExactlyAsync(disk, payloads, stored);
    }

    private static async Task<IOException> FillAsync(Func<Task> store)
    {
        for (var stored = 0; stored < 10_000; stored++)
            if (await Record.ExceptionAsync(store) is { } exception)
                return Assert.IsAssignableFrom<IOException>(exception);
        throw new InvalidOperationException("The disk never became full.");
    }

    private static async Task RequireExactlyAsync(SmallDisk disk, PayloadStore payloads, List<PayloadReference> stored)
    {
        foreach (var payload in stored)
            await payloads.VerifyAsync(payload.Hash);
        Assert.Equal(stored.Select(payload => payload.ToString()).Order(StringComparer.Ordinal), disk.Files().Select(Path.GetFileName));
    }
}
