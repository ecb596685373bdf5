using Guarded.Store.Files;
using Xunit.Abstractions;

namespace Guarded.Store.Tests.Disk;

/// <summary>The simulated disk answers as Linux does, whatever is asked of it in whatever order.</summary>
public sealed class LikenessTests(ITestOutputHelper output) : IDisposable
{
    private const int Steps = 1000;
    private static readonly string[] Names = ["a", "b", "c"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_series_of_calls_ends_as_on_a_real_disk(bool unnamed)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs Linux");
        var random = Seeded.Random(output);
        var real = new List<Folder> { LinuxFolder.Open(_folder.Path, unnamed) };
        var simulated = new List<Folder> { new SimulatedDisk(DiskImage.Empty, unnamed).Start("test").OpenRoot() };
        for (var step = 0; step < Steps; step++)
        {
            var (at, call, name, other) = (random.Next(real.Count), random.Next(11), Names[random.Next(3)], random.Next(real.Count));
            var (expected, answer) = (Answer(real, at, call, name, other), Answer(simulated, at, call, name, other));
            Assert.True(expected == answer, $"step {step}: call {call} of '{name}' in folder {at} gave '{answer}', on Linux '{expected}'");
        }
        foreach (var folder in real)
            folder.Dispose();
    }

    private static string Answer(List<Folder> folders, int at, int call, string name, int other)
    {
        var folder = folders[at];
        try
        {
            return call switch
            {
                0 => Done(() => folder.Create(name)),
                1 => $"{folder.TryRemove(name)}",
                2 => $"{folder.TryDelete(name)}",
                3 => Open(folders, folder, name),
                4 => $"{folder.IsRemoved}",
                5 => $"{folder.Status(name)?.Kind} {(folder.Status(name) is { IsRegularFile: true } file ? file.Length : 0)}",
                6 => string.Join(' ', folder.Entries().OrderBy(entry => entry.Name, StringComparer.Ordinal)),
                7 => $"{folder.TryFlushFile(name)}",
                8 => Publish(folder, file => $"{file.PublishNew(folders[other], name, Durability.Full)}"),
                9 => Publish(folder, file => Done(() => file.PublishReplacing(folders[other], name, Durability.Full))),
                _ => Read(folder, name),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.GetType().Name;
        }
    }

    private static string Done(Action call)
    {
        call();
        return "done";
    }

    private static string Open(List<Folder> folders, Folder folder, string name)
    {
        if (folder.TryOpen(name) is not { } opened)
            return "none";
        folders.Add(opened);
        return "opened";
    }

    private static string Publish(Folder folder, Func<StagedFile, string> publish)
    {
        using var file = folder.Stage();
        file.Write("content"u8);
        return publish(file);
    }

    private static string Read(Folder folder, string name)
    {
        if (folder.TryOpenFile(name) is not { } file)
            return "none";
        using var reader = new StreamReader(file.Content);
        return reader.ReadToEnd();
    }
}
