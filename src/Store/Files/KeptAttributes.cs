using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>What a file that is replaced leaves to the one in its place: permissions, owner, group, extended attributes.</summary>
internal sealed class KeptAttributes
{
    private const UnixFileMode SetIds = UnixFileMode.SetUser | UnixFileMode.SetGroup;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const int FromOthersToGroup = 3;
    private const uint SameOwner = uint.MaxValue; // fchown(2) leaves it alone

    private readonly FileStatus? _status;
    private readonly UnixFileMode? _mode;
    private readonly ExtendedAttributes _extended;

    private KeptAttributes(SafeFileHandle file)
    {
        _status = OperatingSystem.IsLinux() ? Linux.Status(file) : null;
        _mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(file);
        _extended = ExtendedAttributes.Of(file);
    }

    /// <summary>The permissions that the new file may have from its creation on, before it has its owner.</summary>
    public UnixFileMode? InitialMode => _mode & ~SetIds;

    public static KeptAttributes Of(SafeFileHandle file) => new(file);

    public void GiveTo(SafeFileHandle file)
    {
        if (_mode is not { } mode || OperatingSystem.IsWindows())
            return;
        // The owner first: changing it clears the set-ID bits, and without it they would mean another user.
        var allowed = _status is { } status ? Allowed(file, status, mode) : mode;
        _extended.Set(file);
        File.SetUnixFileMode(file, allowed);
    }

    private static UnixFileMode Allowed(SafeFileHandle file, FileStatus status, UnixFileMode mode)
    {
        if (Linux.TryChangeOwner(file, status.Owner, status.Group))
            return mode;
        // A user who may not give files away may still set a group that it is in.
        return Linux.TryChangeOwner(file, SameOwner, status.Group) ? mode & ~SetIds : WithoutItsGroup(mode & ~SetIds);
    }

    // The group's bits would let in another group, and who was in its own is one of the others now: both get what both had.
    private static UnixFileMode WithoutItsGroup(UnixFileMode mode)
    {
        var both = (UnixFileMode)((int)(mode & Group) >> FromOthersToGroup) & mode & Others;
        return (mode & ~(Group | Others)) | both | (UnixFileMode)((int)both << FromOthersToGroup);
    }
}
