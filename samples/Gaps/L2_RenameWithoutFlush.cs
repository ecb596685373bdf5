namespace Gaps;

/// <summary>L2: the name reaches the disk before the content does. After power loss it names an empty file.</summary>
public static class RenameWithoutFlush
{
    public static void Store(string path, byte[] payload)
    {
        var staged = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllBytes(staged, payload);
        File.Move(staged, path, overwrite: true); // GRD1002
    }

    public static async Task StoreAsync(string path, Stream payload, CancellationToken cancellationToken)
    {
        var staged = $"{path}.{Guid.NewGuid():N}.tmp";
        await using (var file = new FileStream(staged, FileMode.CreateNew))
        {
            await payload.CopyToAsync(file, cancellationToken);
            await file.FlushAsync(cancellationToken);
        }

        File.Move(staged, path, overwrite: true); // GRD1002
    }
}
