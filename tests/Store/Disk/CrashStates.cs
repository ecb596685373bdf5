namespace Guarded.Store.Tests.Disk;

/// <summary>What a file system may legally have on the platter when the power goes: each of its choices taken in every combination.</summary>
internal static class CrashStates
{
    /// <summary>Where one moment has more states than this, as many of them are drawn at random.</summary>
    public const int Most = 4096;

    /// <summary>Every state, or a sample where there are too many.</summary>
    public static (IReadOnlyCollection<DiskImage> Images, bool IsSample) Of(DiskState state, Random random)
    {
        var choices = new Choices();
        var images = new List<DiskImage>();
        do
        {
            if (images.Count == Most)
                return (Sample(state, random), true);
            images.Add(Build(state, choices));
        }
        while (choices.Advance());
        return (images, false);
    }

    /// <summary>Only what was flushed.</summary>
    public static DiskImage Least(DiskState state) => Build(state, new Choices());

    private static DiskImage[] Sample(DiskState state, Random random)
    {
        var choices = new Choices(random);
        return [Least(state), state.Visible(), .. Enumerable.Range(0, Most - 2).Select(_ => Build(state, choices))];
    }

    private static DiskImage Build(DiskState state, Choices choices)
    {
        var entries = new List<ImageEntry>();
        var files = new Dictionary<int, FileImage>();
        Add(state.Root, "");
        return new DiskImage(entries);

        void Add(DiskFolder folder, string above)
        {
            foreach (var (name, history) in folder.All)
            {
                var possible = history.Possible;
                var node = possible[choices.Next(possible.Count)];
                if (node is DiskFile file)
                {
                    entries.Add(new ImageEntry(above + name, file.Number, ImageOf(file)));
                }
                else if (node is DiskFolder below)
                {
                    entries.Add(new ImageEntry(above + name, below.Number, File: null));
                    Add(below, $"{above}{name}/");
                }
            }
        }

        FileImage ImageOf(DiskFile file)
        {
            if (!files.TryGetValue(file.Number, out var image))
                files.Add(file.Number, image = file.Possible[choices.Next(file.Possible.Count)]);
            return image;
        }
    }
}
