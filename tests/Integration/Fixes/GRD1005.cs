namespace Fixes.Races;

internal static class CheckThenAct
{
    public static void Restore(string template, string path)
    {
        if (File.Exists(path))
            File.Delete(path);
        File.Copy(template, path);
    }

    public static void RestoreAll(string template, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }

            File.Copy(template, path);
        }
    }
}
