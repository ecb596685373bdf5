namespace Fixes.Writes;

internal static class StagedOnAnotherVolume
{
    public static void Save(string path, byte[] bytes)
    {
        var staged = Path.GetTempFileName();
        using (var stream = File.OpenWrite(staged))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(staged, path, overwrite: true);
    }

    public static void SaveAgain(string path, byte[] bytes)
    {
        var staged = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var stream = File.Create(staged))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(staged, path, overwrite: true);
    }
}
