namespace Fixes.Writes;

internal static class GapBeforeReplace
{
    public static void Publish(string received, string path)
    {
        File.Delete(path);
        File.Move(received, path);
    }

    public static void PublishAll(IReadOnlyDictionary<string, string> received)
    {
        foreach (var (source, path) in received)
        {
            File.Delete(path);
            File.Move(source, path);
        }
    }
}
