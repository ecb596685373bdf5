using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Guarded.Store.Files;

namespace Guarded.Store.Tests.Files;

/// <summary>What a file keeps, beside its mode and owner, when its content is replaced.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class KeptAttributesTests : IDisposable
{
    private const string AccessList = "system.posix_acl_access";
    private const string DefaultList = "system.posix_acl_default";

    // As acl(5) and linux/posix_acl_xattr.h have it: version 2, then tag, permissions and id of each entry.
    private static readonly byte[] LetsInUser1000 =
    [
        2, 0, 0, 0,
        0x01, 0, 6, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x02, 0, 6, 0, 0xE8, 0x03, 0, 0,
        0x04, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x10, 0, 6, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x20, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
    ];

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["settings.json"];

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Replacements => ["write", "append", "stream"];

    private void Replace(string how)
    {
        switch (how)
        {
            case "write":
                AtomicFile.WriteAllText(Target, "new");
                break;
            case "append":
                AtomicFile.AppendAllText(Target, "new");
                break;
            default:
                using (var file = AtomicFile.Create(Target))
                {
                    file.Write("new"u8);
                    file.Commit();
                }
                break;
        }
        Assert.EndsWith("new", File.ReadAllText(Target), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Replacements))]
    public void The_access_control_list_and_the_users_own_attributes_stay(string how)
    {
        File.WriteAllText(Target, "old");
        Give(Target, "user.note", "kept"u8.ToArray());
        Give(Target, AccessList, LetsInUser1000);
        Replace(how);
        Assert.Equal("kept"u8.ToArray(), Of(Target, "user.note"));
        Assert.Equal(LetsInUser1000, Of(Target, AccessList));
    }

    [SkippableTheory]
    [MemberData(nameof(Replacements))]
    public void A_file_without_a_list_does_not_get_its_folders(string how)
    {
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Give(_folder.Path, DefaultList, LetsInUser1000);
        Replace(how);
        Assert.Null(Of(Target, AccessList));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));

        // The reproduction: a copy that is renamed into place has the folder's list, and user 1000 gets in.
        File.WriteAllText(_folder["copy"], "new");
        File.SetUnixFileMode(_folder["copy"], File.GetUnixFileMode(Target));
        File.Move(_folder["copy"], Target, overwrite: true);
        Assert.NotNull(Of(Target, AccessList));
    }

    [SkippableFact]
    public void The_permissions_and_the_owner_stay_with_an_append_and_a_stream()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux permissions");
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, ownerOnly);
        Replace("append");
        Assert.Equal(ownerOnly, File.GetUnixFileMode(Target));
        Replace("stream");
        Assert.Equal(ownerOnly, File.GetUnixFileMode(Target));
    }

    private static void Give(string path, string name, byte[] value)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux attributes");
        if (SetXattr(path, name, value, (nuint)value.Length, 0) == 0)
            return;
        const int notSupported = 95;
        Skip.If(Marshal.GetLastPInvokeError() == notSupported, $"the file system of '{path}' keeps no '{name}'");
        throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    private static byte[]? Of(string path, string name)
    {
        var value = new byte[1024];
        var length = (int)GetXattr(path, name, value, (nuint)value.Length);
        return length < 0 ? null : value[..length];
    }

    [DllImport("libc", EntryPoint = "setxattr", SetLastError = true)]
    private static extern int SetXattr([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nuint size, int flags);

    [DllImport("libc", EntryPoint = "getxattr", SetLastError = true)]
    private static extern nint GetXattr([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nuint size);
}
