using Guarded.Store.Files;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Findings;

/// <summary>A stale staging file from a crash blocks the next write, or pollutes it.</summary>
public sealed class L8_StaleStaging : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Naive_what_a_crash_left_blocks_every_later_write()
    {
        File.WriteAllText(_folder["settings.tmp"], "half, from a process that was killed");
        Assert.Throws<IOException>(() => NaiveWrite("whole", FileMode.CreateNew));
    }

    [Fact]
    public void Naive_or_its_tail_is_published_with_the_next()
    {
        File.WriteAllText(_folder["settings.tmp"], "half, from a process that was killed");
        NaiveWrite("whole", FileMode.OpenOrCreate);
        Assert.Equal("whole from a process that was killed", File.ReadAllText(_folder["settings"]));
    }

    [Fact]
    public async Task Guarded_it_is_in_nobodys_way_and_is_swept()
    {
        using var store = FileObjectStore.Open(_folder.Path);
        var key = ObjectKey.Parse("settings");
        await store.PutAsync(key, "old"u8.ToArray(), PutCondition.Any);
        await File.WriteAllTextAsync(_folder[".staging/.0123456789abcdef0123456789abcdef.staging"], "half");
        await store.PutAsync(key, "whole"u8.ToArray(), PutCondition.Any);
        Assert.Equal("whole", await File.ReadAllTextAsync(_folder["settings"]));
        Assert.Equal(1, (await store.SweepAsync(TimeSpan.Zero)).Removed);
        Assert.Equal(["settings"], _folder.Files());
    }

    [Fact]
    public void Guarded_a_file_is_staged_under_no_name_or_its_own()
    {
        File.WriteAllText(_folder["settings.tmp"], "somebody's");
        AtomicFile.WriteAllText(_folder["settings"], "whole");
        Assert.Equal("whole", File.ReadAllText(_folder["settings"]));
        Assert.Equal("somebody's", File.ReadAllText(_folder["settings.tmp"]));
    }

    private void NaiveWrite(string content, FileMode mode)
    {
        using (var staging = new StreamWriter(new FileStream(_folder["settings.tmp"], mode)))
            staging.Write(content);
        File.Move(_folder["settings.tmp"], _folder["settings"], overwrite: true);
    }
}
