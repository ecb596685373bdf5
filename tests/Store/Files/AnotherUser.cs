using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Guarded.Store.Tests.Files;

/// <summary>Runs something as a user without rights. Linux knows users by thread: setfsuid(2), and setgroups(2) as the kernel has it.</summary>
internal static class AnotherUser
{
    public const uint Id = 65534;

    /// <summary>A group of which that user is a member beside its own.</summary>
    public const uint SharedGroup = 1000;

    public static void Run(Action action)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "becoming another user needs Linux and root");
        Skip.IfNot(RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64, "the number of setgroups on this processor is not known here");
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Become();
                action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    // The thread ends as that user: it is none of the pool's. The last call drops the rights to every file.
    private static void Become()
    {
        var setGroups = RuntimeInformation.ProcessArchitecture is Architecture.X64 ? 116 : 159;
        if (SystemCall(setGroups, 1, [SharedGroup]) != 0)
            throw new Win32Exception();
        _ = SetGroup(Id);
        _ = SetUser(Id);
        Assert.Equal((int)Id, SetGroup(Id));
        Assert.Equal((int)Id, SetUser(Id));
    }

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern nint SystemCall(nint number, nint count, uint[] groups);

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetUser(uint id);

    [DllImport("libc", EntryPoint = "setfsgid")]
    private static extern int SetGroup(uint id);
}
