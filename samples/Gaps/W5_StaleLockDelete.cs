namespace Gaps;

/// <summary>W5, W10: a lock looks old and is deleted, whosever it has become. Age is told by another machine's clock.</summary>
public static class StaleLockDelete
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static void Break(string lockPath)
    {
        if (DateTime.UtcNow - File.GetLastWriteTimeUtc(lockPath) > Limit)
            File.Delete(lockPath); // GRD5003
    }

    public static void Sweep(DirectoryInfo directory)
    {
        foreach (var file in directory.EnumerateFiles("*.lock"))
        {
            if (IsStale(file))
                file.Delete(); // GRD5003
        }
    }

    private static bool IsStale(FileInfo file) => file.LastWriteTimeUtc < DateTime.UtcNow - Limit;
}
