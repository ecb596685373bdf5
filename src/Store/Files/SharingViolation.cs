namespace Guarded.Store.Files;

/// <summary>Somebody else has a file open and shares it not: Windows' share mode, or the lock that .NET takes on Unix (flock(2)).</summary>
internal static class SharingViolation
{
    private static readonly int Code = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : SystemError.EWOULDBLOCK;

    public static bool Is(IOException exception) => exception.HResult == Code;
}
