using System.Diagnostics;
using System.Text;

namespace Guarded.Integration.Tests;

/// <summary>Runs a program to its end, within a limit.</summary>
internal sealed class Command(string folder, string? packages = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>What a program said, on both of its outputs, and how it ended.</summary>
    public sealed record Result(int ExitCode, string Output)
    {
        public Result Succeeded() => ExitCode == 0 ? this : throw new InvalidOperationException($"Exit code {ExitCode}:\n{Output}");
    }

    public async Task<Result> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Servers that outlive a build would hold our end of its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = new StringBuilder();
        try
        {
            await Task.WhenAll(DrainAsync(process.StandardOutput, output, limit.Token), DrainAsync(process.StandardError, output, limit.Token));
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Limit}:\n{output}");
        }
        return new Result(process.ExitCode, output.ToString());
    }

    private static async Task DrainAsync(StreamReader reader, StringBuilder output, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            lock (output)
                output.AppendLine(line);
    }
}
