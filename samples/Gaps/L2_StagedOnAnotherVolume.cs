namespace Gaps;

/// <summary>L2: what is staged in the folder for temporary files is copied to another volume, not moved. A crash leaves half of it there.</summary>
public static class StagedOnAnotherVolume
{
    public static void Store(string path, byte[] payload)
    {
        var staged = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var file = new FileStream(staged, FileMode.CreateNew))
        {
            file.Write(payload);
            file.Flush(flushToDisk: true);
        }

        File.Move(staged, path, overwrite: true); // GRD1004
    }
}
