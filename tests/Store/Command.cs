using System.Diagnostics;

namespace Guarded.Store.Tests;

/// <summary>Runs one of the system's programs to its end, within a limit.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await errors;
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output.Trim());
    }
}
