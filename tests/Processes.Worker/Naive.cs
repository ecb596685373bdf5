using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>What real storage code shipped with: the loop has to catch each of it.</summary>
[SuppressMessage("Guarded.Writes", "GRD1001", Justification = "The loop has to catch it.")]
[SuppressMessage("Guarded.Writes", "GRD1002", Justification = "The loop has to catch it.")]
[SuppressMessage("Guarded.Writes", "GRD1003", Justification = "The loop has to catch it.")]
internal static class Naive
{
    public static void PutInPlace(FileObjectStore objects, Sample sample)
    {
        const int piece = 4096;
        if (PathOfMissing(objects, sample) is not { } path)
            return;
        using var file = File.Create(path);
        foreach (var part in sample.Content.Chunk(piece))
            file.Write(part);
    }

    public static void PutUnderSharedStagingName(FileObjectStore objects, Sample sample)
    {
        if (PathOfMissing(objects, sample) is not { } path)
            return;
        File.WriteAllBytes($"{path}.tmp", sample.Content);
        File.Move($"{path}.tmp", path, overwrite: true);
    }

    public static async Task<long> IncrementAsync(FileObjectStore objects)
    {
        var value = await Counter.ReadAsync(objects) + 1;
        await objects.PutAsync(Counter.Key, Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)), PutCondition.Any);
        return value;
    }

    public static int Sweep(FileObjectStore objects)
    {
        var staging = Path.Combine(objects.Root, ".staging");
        var staged = Directory.Exists(staging) ? Directory.GetFiles(staging) : [];
        Array.ForEach(staged, File.Delete);
        return staged.Length;
    }

    private static string? PathOfMissing(FileObjectStore objects, Sample sample)
    {
        var path = Path.Combine(objects.Root, Sample.KeyOf(sample.Hash).ToString());
        if (File.Exists(path))
            return null;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
