using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Guarded.Processes.Worker;

/// <summary>
/// What a worker says, line by line, each with one write to its standard output: a line is in the pipe as soon as the
/// call returns, whatever becomes of the worker. Where nobody reads any more the write fails, and the worker ends.
/// </summary>
internal static class Said
{
    private const int StandardOutput = 1;

    // Not Console's stream: it passes over a pipe that nobody reads, and a worker would outlive its test for ever.
    private static readonly FileStream Output = new(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>This operation begins: from now on it may have happened.</summary>
    public static void Intent(string operation) => Line($"? {operation}");

    /// <summary>This operation returned: it happened.</summary>
    public static void Done(string operation) => Line($"! {operation}");

    public static void Line(string line) => Output.Write(Encoding.UTF8.GetBytes($"{line}\n"));
}
