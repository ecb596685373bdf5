using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>A store that is opened on what a crash left.</summary>
internal sealed class Recovery : IDisposable
{
    private const int MostKeysUsed = 3; // what holds for them holds for the rest

    private readonly Scene _before;
    private readonly DiskImage _image;
    private readonly Obligations _obligations;
    private readonly SimulatedDisk _disk;
    private readonly FileObjectStore _store;

    public Recovery(DiskImage image, Scene before, Obligations obligations)
    {
        (_image, _before, _obligations) = (image, before, obligations);
        _disk = new SimulatedDisk(image, before.Disk.HasUnnamedFiles);
        _store = new FileObjectStore(_disk.Start("recovery").OpenRoot(), new FileObjectStoreOptions { Time = StoppedClock.AfterTheCrash });
    }

    public async Task<IReadOnlyList<Violation>> FindViolationsAsync(Func<IObjectStore, Task> after)
    {
        try
        {
            var found = await JudgeAsync();
            if (found.Count > 0)
                return found;
            await SweepAsync(found);
            await after(_store);
            foreach (var key in _obligations.Keys.Take(MostKeysUsed))
                await UseAsync(key, found);
            return found;
        }
        catch (Exception exception)
        {
            return [new Violation(ViolationKind.Unusable, $"{exception}\non\n{_image.Fingerprint}")];
        }
    }

    public void Dispose() => _store.Dispose();

    private async Task<List<Violation>> JudgeAsync()
    {
        var violations = new List<Violation>();
        var keys = await KeysAsync();
        foreach (var key in keys.Union(_obligations.Keys))
            if (_obligations.Judge(key, await HashAsync(key), _before.Witness) is { } violation)
                violations.Add(violation);
        await foreach (var foreign in _store.ListForeignAsync(""))
            violations.Add(new Violation(ViolationKind.Foreign, $"'{foreign.Name}': {foreign.Reason}"));
        return violations;
    }

    private async Task SweepAsync(List<Violation> violations)
    {
        var before = await KeysAsync();
        await _store.SweepAsync(TimeSpan.Zero);
        if (!before.SequenceEqual(await KeysAsync()))
            violations.Add(new Violation(ViolationKind.Litter, "the sweep changed what is stored"));
        foreach (var staged in _disk.State.Visible().Staged)
            violations.Add(new Violation(ViolationKind.Litter, $"the sweep left '{staged}'"));
    }

    // Everything that a key can be used for, each held to what the disk has for certain when the call returns.
    private async Task UseAsync(ObjectKey key, List<Violation> violations)
    {
        var content = _before.Witness.AnyPut(key) ?? [1, 2, 3];
        await _store.PutAsync(key, content, PutCondition.IfAbsent);
        Require(await HashAsync(key) is { } put && put == OnPlatter(key), $"'{key}' cannot be put again");

        byte[] next = [.. content, 42];
        var there = await _store.HeadAsync(key);
        Require((await _store.PutAsync(key, next, PutCondition.IfMatch(there!.Version))).IsStored && OnPlatter(key) == FileImage.HashOf(next), $"'{key}' cannot be swapped");
        Require(await _store.DeleteAsync(key) == DeleteResult.Deleted && OnPlatter(key) is null, $"'{key}' cannot be deleted");

        void Require(bool holds, string otherwise)
        {
            if (!holds)
                violations.Add(new Violation(ViolationKind.Unusable, otherwise));
        }
    }

    private string? OnPlatter(ObjectKey key) => CrashStates.Least(_disk.State).HashAt(key.ToString());

    private async Task<List<ObjectKey>> KeysAsync()
    {
        var keys = new List<ObjectKey>();
        await foreach (var info in _store.ListAsync(""))
            keys.Add(info.Key);
        return keys;
    }

    private async Task<string?> HashAsync(ObjectKey key)
    {
        if (await _store.GetAsync(key) is not { } content)
            return null;
        await using (content)
        {
            using var bytes = new MemoryStream();
            await content.Stream.CopyToAsync(bytes);
            return FileImage.HashOf(bytes.ToArray());
        }
    }

}
