using Guarded.Store.Ledger;
using Guarded.Store.Ledger.Sql;

namespace Guarded.Store.Sqlite;

/// <summary>The file that stands for a run at work. Its holder has it open alone; the system closes it when that process is gone.</summary>
internal sealed class RunFile : RunClaim
{
    // The lock that .NET takes is flock(2) on Unix and the share mode on Windows (ERROR_SHARING_VIOLATION).
    private static readonly int Taken = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11;

    private readonly string _path;
    private readonly FileStream _file;

    private RunFile(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Takes it, or gives null while another has it.</summary>
    /// <exception cref="LedgerUnavailableException">There can be no file beside the ledger.</exception>
    public static RunClaim? TryLock(string path)
    {
        try
        {
            return new RunFile(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception.HResult == Taken)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LedgerUnavailableException($"The run's file '{path}' cannot be opened: {exception.Message} Check that this user may write beside the ledger.", exception);
        }
    }

    // Whoever makes the name anew after this finds in the ledger that the run has ended.
    public override void Forget() => File.Delete(_path);

    public override ValueTask DisposeAsync() => _file.DisposeAsync();
}
