using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>What real storage code shipped with: the loop has to catch it.</summary>
internal static class NaivePuts
{
    public static void Put(Putting putting, FileObjectStore objects, Sample sample)
    {
        var path = Path.Combine(objects.Root, Sample.KeyOf(sample.Hash).ToString());
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (putting == Putting.InPlace)
            InPlace(path, sample.Content);
        else
            SharedStaging(path, sample.Content);
    }

#pragma warning disable GRD1001 // on purpose
    private static void InPlace(string path, byte[] content) => File.WriteAllBytes(path, content);
#pragma warning restore GRD1001

    private static void SharedStaging(string path, byte[] content)
    {
        File.WriteAllBytes($"{path}.tmp", content);
        File.Move($"{path}.tmp", path, overwrite: true);
    }
}
