using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

/// <summary>What Linux keeps beside a file's content and mode: an access control list, a SELinux label, users' own attributes.</summary>
internal sealed class ExtendedAttributes
{
    private const string AccessControlList = "system.posix_acl_access";

    private readonly Dictionary<string, byte[]> _values = [];

    private ExtendedAttributes()
    {
    }

    /// <summary>Those of an open file that this user may read. None where the system is not Linux.</summary>
    public static ExtendedAttributes Of(SafeFileHandle file)
    {
        var attributes = new ExtendedAttributes();
        if (!OperatingSystem.IsLinux())
            return attributes;
        foreach (var name in Encoding.UTF8.GetString(Linux.AttributeNames(file)).Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(IsKept))
            if (Linux.Attribute(file, name) is { } value)
                attributes._values[name] = value;
        return attributes;
    }

    /// <summary>Gives them to the file that replaces theirs.</summary>
    public void Set(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var (name, value) in _values)
            // Without its list a file would be open to the whole group where the list let in one user.
            if (!Linux.TrySetAttribute(file, name, value) && name == AccessControlList)
                throw new UnauthorizedAccessException("The file's access control list cannot be given to the one that would replace it. Nothing was changed.");
        // A new file gets its folder's default list, which may let in whom the replaced one kept out.
        if (!_values.ContainsKey(AccessControlList))
            Linux.RemoveAttribute(file, AccessControlList);
    }

    // The kernel's own records of a content (security.ima, .evm, .capability) would be false for another content.
    private static bool IsKept(string name) =>
        name is AccessControlList or "security.selinux" || name.StartsWith("user.", StringComparison.Ordinal);
}
