using System.Collections.Concurrent;
using Guarded.Store.Files;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Objects;

/// <summary>How many folders a store holds open: a process may open some thousand files.</summary>
public sealed class OpenFoldersTests : IDisposable
{
    private const int Listed = 1_000;
    private const int OfPayloadsAndAttachments = 4 * 256;
    private const int MoreThanStayOpen = StoreFolders.MostOpen + 100;
    private const int Depth = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public Task A_listing_of_objects_holds_those_on_its_way() => RequireFewAsync(store => store.ListAsync(""));

    [SkippableFact]
    public Task A_listing_of_foreign_files_holds_those_on_its_way() => RequireFewAsync(store => store.ListForeignAsync(""));

    [SkippableFact]
    public async Task Those_of_payloads_and_attachments_in_one_root_all_stay_open()
    {
        Make(OfPayloadsAndAttachments);
        using var store = FileObjectStore.Open(_folder.Path);
        for (var at = 0; at < OfPayloadsAndAttachments; at++)
            Assert.NotNull(await store.HeadAsync(Object(at)));
        Assert.InRange(Open(), OfPayloadsAndAttachments, OfPayloadsAndAttachments + Depth);
    }

    [SkippableFact]
    public async Task However_many_are_used_at_once_no_call_fails_and_few_stay_open()
    {
        const int users = 4;
        Make(MoreThanStayOpen);
        var open = new ConcurrentBag<int>();
        using (var store = FileObjectStore.Open(_folder.Path, new FileObjectStoreOptions { Durability = Durability.None }))
        {
            await Task.WhenAll(Enumerable.Range(0, users).Select(user => Task.Run(async () =>
            {
                for (var at = 0; at < MoreThanStayOpen; at++)
                {
                    Assert.True((await store.PutAsync(ObjectKey.Parse($"many/{at}/{user}"), Array.Empty<byte>(), PutCondition.IfAbsent)).IsStored);
                    Assert.NotNull(await store.HeadAsync(Object(at)));
                    if (at % 100 == 0)
                        open.Add(Open());
                }
            })));
            Assert.InRange(Open(), StoreFolders.MostOpen, StoreFolders.MostOpen + Depth);
        }
        Assert.InRange(open.Max(), 1, StoreFolders.MostOpen + Depth + (users * Depth)); // each call closes what it used last
        Assert.Equal(0, Open());
    }

    private async Task RequireFewAsync<T>(Func<FileObjectStore, IAsyncEnumerable<T>> list)
    {
        Make(Listed);
        using var store = FileObjectStore.Open(_folder.Path);
        var (listed, most) = (0, 0);
        await foreach (var _ in list(store))
            if (listed++ % 100 == 0)
                most = Math.Max(most, Open());
        Assert.Equal(Listed, listed);
        Assert.InRange(most, 1, Depth + 1); // the store's own handle of its root, and those on the way
    }

    private static ObjectKey Object(int folder) => ObjectKey.Parse($"many/{folder}/object");

    private void Make(int folders)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "what a process has open is read from Linux's /proc");
        for (var at = 0; at < folders; at++)
        {
            Directory.CreateDirectory(_folder[$"many/{at}"]);
            File.WriteAllText(_folder[$"many/{at}/object"], "");
            File.WriteAllText(_folder[$"many/{at}/Foreign"], "");
        }
    }

    // Of all that this process has open, what is in this test's folder.
    private int Open() => Directory.EnumerateFileSystemEntries("/proc/self/fd")
        .Select(descriptor => new FileInfo(descriptor).LinkTarget)
        .Count(target => target is not null && target.StartsWith(_folder.Path, StringComparison.Ordinal));
}
