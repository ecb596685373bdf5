using System.Globalization;
using Guarded.Store.Files;

namespace Guarded.Store.Tests.Disk;

/// <summary>All that is on a disk at one moment, folders before what is in them.</summary>
internal sealed class DiskImage(IReadOnlyList<ImageEntry> entries)
{
    private string? _fingerprint;

    public static DiskImage Empty { get; } = new([]);

    public IReadOnlyList<ImageEntry> Entries => entries;

    /// <summary>The same for images that hold the same, whatever their staged files are called.</summary>
    public string Fingerprint => _fingerprint ??= Describe();

    /// <summary>The staged files on it.</summary>
    public IEnumerable<string> Staged => entries.Select(entry => entry.Path).Where(path => StagingName.Is(Path.GetFileName(path)) && path.Contains('/', StringComparison.Ordinal));

    /// <summary>What the file of a path holds, by its hash; null where there is none.</summary>
    public string? HashAt(string path) => entries.FirstOrDefault(entry => entry.Path == path).File?.Hash;

    /// <summary>The same image with one file more, and the folders above it.</summary>
    public DiskImage With(string path, byte[] bytes)
    {
        var all = entries.ToList();
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            if (!all.Exists(entry => entry.Path == path[..slash]))
                all.Add(new ImageEntry(path[..slash], all.Count, File: null));
        all.Add(new ImageEntry(path, all.Count, new FileImage(bytes, SimulatedDisk.Created)));
        return new DiskImage(all);
    }

    // Names of staged files are drawn at random: one stands for all.
    private string Describe() => string.Concat(entries
        .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{NameOf(entry.Path)} {entry.File?.Hash} {entry.File?.Written.Ticks}\n"))
        .Order(StringComparer.Ordinal));

    private static string NameOf(string path) =>
        StagingName.Is(Path.GetFileName(path)) ? $"{Path.GetDirectoryName(path)}/.staging" : path;
}
