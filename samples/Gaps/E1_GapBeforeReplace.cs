namespace Gaps;

/// <summary>E1: the new payload is whole, and yet for a moment there is none under its name. A crash makes the moment last.</summary>
public static class GapBeforeReplace
{
    public static void Replace(string staged, string path)
    {
        if (File.Exists(path)) // GRD1005
            File.Delete(path); // GRD1007
        File.Move(staged, path);
    }

    public static void Fill(string path, Action<string> write)
    {
        var staged = $"{path}.{Guid.NewGuid():N}.tmp";
        write(staged);
        File.Copy(staged, path, overwrite: true); // GRD1007
        File.Delete(staged);
    }
}
