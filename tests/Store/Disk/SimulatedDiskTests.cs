using Guarded.Store.Files;

namespace Guarded.Store.Tests.Disk;

/// <summary>What a disk may have after a crash, seen from a few operations.</summary>
public sealed class SimulatedDiskTests
{
    private static readonly byte[] Content = [1, 2, 3, 4];

    private readonly SimulatedDisk _disk = new(DiskImage.Empty.With("old", [9]), hasUnnamedFiles: true);
    private readonly SimulatedFolder _root;

    public SimulatedDiskTests() => _root = (SimulatedFolder)_disk.Start("test").OpenRoot();

    [Fact]
    public void What_was_not_flushed_may_be_missing_cut_zeros_or_whole()
    {
        using var file = _root.Overwrite("new");
        file.Write(Content);
        Assert.Equal(["", "00000000", "0102", "010203", "01020304", "missing"], After("new"));
    }

    [Fact]
    public void What_was_flushed_is_there_but_for_its_name()
    {
        using var file = _root.Overwrite("new");
        file.Write(Content);
        file.FlushAlone();
        Assert.Equal(["01020304", "missing"], After("new"));
        _root.Flush();
        Assert.Equal(["01020304"], After("new"));
    }

    [Fact]
    public void Names_reach_the_disk_in_any_order()
    {
        foreach (var name in (string[])["a", "b"])
        {
            using var file = _root.Stage();
            file.PublishNew(_root, name, Durability.Content);
        }
        var (images, _) = CrashStates.Of(_disk.State, new Random(1));
        Assert.Equal(["", "a", "b", "ab"], images.Select(image => string.Concat(image.Entries.Select(entry => entry.Path).Where(path => path != "old"))).OrderBy(names => names.Length).ThenBy(names => names, StringComparer.Ordinal));
    }

    [Fact]
    public void A_rename_leaves_the_old_file_or_the_new_one()
    {
        using var file = _root.Stage();
        file.Write(Content);
        file.PublishReplacing(_root, "old", Durability.Content);
        Assert.Equal(["01020304", "09"], After("old"));
    }

    [Fact]
    public void A_file_without_a_name_vanishes()
    {
        using var file = (SimulatedStagedFile)_root.Stage();
        file.Write(Content);
        file.FlushAlone();
        Assert.All(CrashStates.Of(_disk.State, new Random(1)).Images, image => Assert.Equal("old", Assert.Single(image.Entries).Path));
    }

    [Fact]
    public void A_folder_that_is_not_on_the_disk_takes_what_is_in_it_along()
    {
        _root.Create("folder");
        using var file = _root.Stage();
        file.PublishNew(_root.TryOpen("folder")!, "in", Durability.Full);
        Assert.Equal(["", "missing"], After("folder/in"));
        _root.Flush();
        Assert.Equal([""], After("folder/in"));
    }

    [Fact]
    public void What_a_failed_flush_lost_no_later_flush_brings_back()
    {
        var process = _disk.Start("failing");
        var root = process.OpenRoot();
        using var file = root.Stage();
        file.PublishNew(root, "new", Durability.Content);
        process.Fail(new Fault(At: 0, Error: 5));
        Assert.Throws<IOException>(root.Flush);
        process.Fail(null);
        _root.Flush();
        Assert.Equal(["", "missing"], After("new"));
    }

    [Fact]
    public void Of_too_many_states_a_sample_is_taken()
    {
        for (var at = 0; at < 13; at++)
        {
            using var file = _root.Stage();
            file.PublishNew(_root, $"file-{at}", Durability.Content);
        }
        var (images, isSample) = CrashStates.Of(_disk.State, new Random(1));
        Assert.True(isSample);
        Assert.Equal(CrashStates.Most, images.Count);
        Assert.Contains(images, image => image.Entries.Count == 1);
        Assert.Contains(images, image => image.Entries.Count == 14);
    }

    private IEnumerable<string> After(string path) =>
        CrashStates.Of(_disk.State, new Random(1)).Images
            .Select(image => image.Entries.FirstOrDefault(entry => entry.Path == path).File is { } file ? Convert.ToHexStringLower(file.Bytes) : "missing")
            .Distinct().Order(StringComparer.Ordinal);
}
