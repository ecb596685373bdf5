namespace Fixes.Writes;

internal static class SharedStagingName
{
    public static void Save(string path, byte[] bytes)
    {
        var staged = path + ".tmp";
        using (var stream = File.Create(staged))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(staged, path, overwrite: true);
    }

    public static void SaveAgain(string path, byte[] bytes)
    {
        var staged = $"{path}.new";
        using (var stream = File.Create(staged))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(staged, path, overwrite: true);
    }
}
