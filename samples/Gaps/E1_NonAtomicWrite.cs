using System.Text;

namespace Gaps;

/// <summary>E1: the payload goes straight to its final path. A crash in the middle leaves half of it there, under a name that says it is whole.</summary>
public static class NonAtomicWrite
{
    public static void Store(string root, string hash, byte[] payload) =>
        File.WriteAllBytes(Path.Combine(root, hash), payload); // GRD1001

    public static void SaveMetadata(string path, string json) =>
        File.WriteAllText(path, json, Encoding.UTF8); // GRD1001

    public static async Task SaveIndexAsync(string path, IEnumerable<string> hashes, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(path, hashes, cancellationToken); // GRD1001
    }

    public static async Task StoreStreamAsync(string path, Stream payload, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path); // GRD1001
        await payload.CopyToAsync(file, cancellationToken);
    }

    public static void Overwrite(string path, byte[] payload)
    {
        using var file = File.OpenWrite(path); // GRD1001
        file.Write(payload);
    }
}
