using System.Text.Json;

namespace Fixes.Writes;

internal static class NonAtomicWrite
{
    // A text at once.
    public static void Save(string path, string json) => File.WriteAllText(path, json);

    public static async Task SaveAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(path, bytes, cancellationToken);
    }

    public static void Serialize(string path, int[] numbers)
    {
        using var stream = File.Create(path);
        JsonSerializer.Serialize(stream, numbers);
    }
}
