namespace Guarded.Store.Files;

/// <summary>Names for files that are not published yet, never shared by two writers.</summary>
internal static class StagingName
{
    public static string In(string directory) => Path.Combine(directory, $".{Guid.NewGuid():N}.staging");

    public static string Beside(string path) => In(Path.GetDirectoryName(path)!);

    /// <summary>Replaces <paramref name="path"/> in one step, or removes the staged name and throws.</summary>
    public static void Rename(string staging, string path)
    {
        try
        {
            File.Move(staging, path, overwrite: true);
        }
        catch
        {
            File.Delete(staging);
            throw;
        }
    }
}
