using Guarded.Processes.Worker;
using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Processes.Tests.Kills;

/// <summary>Holds a store that nobody uses to what is expected of it.</summary>
internal sealed class Inspection(FileObjectStore objects, Expectation expectation)
{
    private static readonly FileObjectStoreOptions Options = new() { Durability = Durability.None };

    private readonly PayloadStore _payloads = new(objects);

    /// <summary>Gives how many staged files the sweep removed.</summary>
    public static async Task<int> OfAsync(string root, Expectation expectation)
    {
        using var objects = FileObjectStore.Open(root, Options);
        return await new Inspection(objects, expectation).RunAsync();
    }

    // What else a store can be asked, such as to verify all that it holds, goes here.
    private async Task<int> RunAsync()
    {
        var swept = await objects.SweepAsync(TimeSpan.Zero);
        await RequireNoLitterAsync();
        await RequireOnlyExpectedObjectsAsync();
        foreach (var slot in expectation.Slots)
            foreach (var (number, presence) in expectation.Own(slot).Index())
                expectation.Found(slot, number, await RequireAsync(new Sample(slot, number), presence));
        foreach (var (number, presence) in expectation.Shared().Index())
            await RequireAsync(new Sample(Sample.SharedOwner, number), presence);
        for (var number = 0; number < Sample.Contended; number++)
            await RequireAsync(new Sample(Sample.ContendedOwner, number), Presence.Unknown);
        expectation.Found(await Counter.ReadAsync(objects));
        return swept.Removed;
    }

    private async Task RequireNoLitterAsync()
    {
        var staging = Path.Combine(objects.Root, ".staging");
        if (Directory.Exists(staging) && Directory.EnumerateFileSystemEntries(staging).ToList() is { Count: > 0 } staged)
            throw new BrokenPromiseException($"a sweep while nobody writes left {string.Join(", ", staged)}");
        if (Directory.EnumerateDirectories(Path.Combine(objects.Root, "payloads"), "*").FirstOrDefault(shard => !Directory.EnumerateFiles(shard).Any()) is { } empty)
            throw new BrokenPromiseException($"a sweep left the empty folder '{empty}'");
        await foreach (var foreign in objects.ListForeignAsync(""))
            throw new BrokenPromiseException($"'{foreign.Name}' is litter: {foreign.Reason}");
    }

    private async Task RequireOnlyExpectedObjectsAsync()
    {
        var expected = Samples().Select(sample => Sample.KeyOf(sample.Hash)).Append(Counter.Key).ToHashSet();
        await foreach (var found in objects.ListAsync(""))
            if (!expected.Contains(found.Key))
                throw new BrokenPromiseException($"'{found.Key}' is there, and nobody stored it");
    }

    private IEnumerable<Sample> Samples() =>
    [
        .. expectation.Slots.SelectMany(slot => Numbered(slot, Sample.Own)),
        .. Numbered(Sample.SharedOwner, Sample.Shared),
        .. Numbered(Sample.ContendedOwner, Sample.Contended),
    ];

    private static IEnumerable<Sample> Numbered(string owner, int count) => Enumerable.Range(0, count).Select(number => new Sample(owner, number));

    // Whatever was found, the same bytes can be stored again; then the store is as it was found.
    private async Task<Presence> RequireAsync(Sample sample, Presence expected)
    {
        var found = await FindAsync(sample);
        if (expected != Presence.Unknown && found != expected)
            throw new BrokenPromiseException($"{sample} is {found}, and was acknowledged to be {expected}");
        await _payloads.StoreAsync(sample.Content);
        if (await FindAsync(sample) != Presence.Stored)
            throw new BrokenPromiseException($"{sample} cannot be stored again");
        if (found == Presence.Absent)
            await objects.DeleteAsync(Sample.KeyOf(sample.Hash));
        return found;
    }

    private async Task<Presence> FindAsync(Sample sample)
    {
        try
        {
            await _payloads.VerifyAsync(sample.Hash);
            return Presence.Stored;
        }
        catch (PayloadNotFoundException)
        {
            return Presence.Absent;
        }
    }
}
