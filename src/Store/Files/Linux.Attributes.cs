using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Store.Files;

// Extended attributes (xattr(7)): macOS has calls of the same names with other parameters.
internal static partial class Linux
{
    private const int ENODATA = 61;
    private const int EOPNOTSUPP = 95;

    // XATTR_LIST_MAX and XATTR_SIZE_MAX: neither the list of names nor a value is larger.
    private const int LargestAttribute = 65_536;

    /// <summary>The names, each ended by a NUL; empty where the file system keeps none.</summary>
    public static byte[] AttributeNames(SafeFileHandle file)
    {
        // Asked for the length first: most files have none.
        var length = ListXattr(file, [], 0);
        if (length > 0)
        {
            var names = new byte[LargestAttribute];
            length = ListXattr(file, names, LargestAttribute);
            if (length >= 0)
                return names[..(int)length];
        }
        if (length < 0)
            ThrowUnlessRefused("list the attributes");
        return [];
    }

    /// <summary>A value, or null where there is none or this user may not read it.</summary>
    public static byte[]? Attribute(SafeFileHandle file, string name)
    {
        var value = new byte[LargestAttribute];
        var length = GetXattr(file, name, value, LargestAttribute);
        if (length >= 0)
            return value[..(int)length];
        ThrowUnlessRefused($"read the attribute '{name}'");
        return null;
    }

    /// <summary>False where this user may not set it.</summary>
    public static bool TrySetAttribute(SafeFileHandle file, string name, byte[] value)
    {
        if (SetXattr(file, name, value, (nuint)value.Length, flags: 0) == 0)
            return true;
        ThrowUnlessRefused($"set the attribute '{name}'");
        return false;
    }

    /// <summary>Does nothing where it is not there.</summary>
    public static void RemoveAttribute(SafeFileHandle file, string name)
    {
        if (RemoveXattr(file, name) < 0)
            ThrowUnlessRefused($"remove the attribute '{name}'");
    }

    private static void ThrowUnlessRefused(string action)
    {
        var error = SystemError.Last;
        if (error is not (ENODATA or EOPNOTSUPP or SystemError.EACCES or SystemError.EPERM))
            throw new IOException($"Could not {action} of a file that is replaced: {Marshal.GetPInvokeErrorMessage(error)}. Nothing was changed.", error);
    }

    [LibraryImport("libc", EntryPoint = "flistxattr", SetLastError = true)]
    private static partial nint ListXattr(SafeFileHandle file, Span<byte> names, nuint size);

    [LibraryImport("libc", EntryPoint = "fgetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetXattr(SafeFileHandle file, string name, Span<byte> value, nuint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetXattr(SafeFileHandle file, string name, ReadOnlySpan<byte> value, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "fremovexattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RemoveXattr(SafeFileHandle file, string name);
}
