using System.Globalization;

namespace Guarded.Store.Sqlite;

/// <summary>Who keeps a ledger's file from being written.</summary>
internal static class LockHolder
{
    // Whoever writes locks this byte of the shared-memory file (SQLite file format, WAL-index locks, WAL_WRITE_LOCK).
    private const long WriteLock = 120;
    private const string Locks = "/proc/locks";

    /// <summary>The process in an error's words. Only Linux tells; elsewhere, and where its locks cannot be read, it is "another process".</summary>
    public static string Describe(string database) => Find($"{database}-shm") switch
    {
        null => "Another process",
        var id when id == Environment.ProcessId => $"This process ({id})",
        var id => $"Process {id}{NameOf(id.Value)}",
    };

    // A line says kind, mode, access, process, major:minor:inode, first byte, last byte (proc_locks(5)).
    private static int? Find(string file)
    {
        try
        {
            if (!OperatingSystem.IsLinux() || InodeOf(file) is not { } inode)
                return null;
            foreach (var line in File.ReadLines(Locks))
            {
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields is [_, not "->", _, "WRITE", var process, var place, var first, var last]
                    && place.EndsWith($":{inode}", StringComparison.Ordinal)
                    && Number(first) <= WriteLock && (last == "EOF" || Number(last) >= WriteLock) && Number(process) > 0)
                    return (int)Number(process);
            }
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // the error that is being worded is the one to tell
        }
    }

    // Whoever waits for the lock has the file mapped. A line says range, access, offset, device, inode, path (proc_pid_maps(5)).
    private static string? InodeOf(string file) =>
        File.ReadLines("/proc/self/maps")
            .Where(line => line.EndsWith($" {file}", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4])
            .FirstOrDefault();

    private static string NameOf(int process)
    {
        try
        {
            return $" ({File.ReadAllText($"/proc/{process}/comm").Trim()})";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
