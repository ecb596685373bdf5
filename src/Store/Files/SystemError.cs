using System.Runtime.InteropServices;

namespace Guarded.Store.Files;

/// <summary>The error numbers of Unix (errno), as exceptions that say what failed and where.</summary>
internal static class SystemError
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int EINTR = 4;
    public const int EACCES = 13;
    public const int EEXIST = 17;
    public const int ENOTDIR = 20;
    public const int ENFILE = 23;
    public const int EMFILE = 24;
    public const int EROFS = 30;

    public static readonly int EWOULDBLOCK = OperatingSystem.IsMacOS() ? 35 : 11;
    public static readonly int ENAMETOOLONG = OperatingSystem.IsMacOS() ? 63 : 36;
    public static readonly int ENOTEMPTY = OperatingSystem.IsMacOS() ? 66 : 39;
    public static readonly int ELOOP = OperatingSystem.IsMacOS() ? 62 : 40;

    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>Whether this process or system had no room for one more open file: nothing was asked of the disk then.</summary>
    public static bool IsOfOpening(IOException exception) => exception.HResult is EMFILE or ENFILE;

    public static Exception Failure(int error, string action, string path)
    {
        var message = $"Could not {action} '{path}': {Marshal.GetPInvokeErrorMessage(error)}.";
        if (error == ENAMETOOLONG)
            return new PathTooLongException(message);
        return error switch
        {
            ENOENT => new DirectoryNotFoundException(message),
            EACCES or EPERM => new UnauthorizedAccessException(message),
            _ => new IOException(message, error),
        };
    }

    /// <summary>What .NET throws where it knows an open file only by its handle, with the path.</summary>
    public static IOException Failure(IOException failure, string action, string path) =>
        new($"Could not {action} '{path}': {failure.Message.TrimEnd('.')}.", failure) { HResult = failure.HResult };
}
