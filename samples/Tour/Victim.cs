using System.Diagnostics;
using System.Globalization;

namespace Tour;

/// <summary>A process of its own that runs the pipeline until it is killed.</summary>
public static class Victim
{
    /// <summary>As this program's first argument: the rest is for the pipeline.</summary>
    public const string Argument = "pipeline";

    private const int KilledBySigkill = 128 + 9;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Starts a run and ends it with SIGKILL once it said that this many rows, or more, are recorded.</summary>
    public static async Task KillMidwayAsync(string records, string store, long rows)
    {
        using var process = Process.Start(StartInfo("run", records, "--store", store))!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
                if (line.Split(' ') is [var count, "rows"] && long.Parse(count, NumberStyles.AllowThousands, CultureInfo.CurrentCulture) >= rows)
                    break;
        }
        finally
        {
            process.Kill();
        }
        await process.WaitForExitAsync(limit.Token);
        if (!OperatingSystem.IsWindows() && process.ExitCode != KilledBySigkill)
            throw new InvalidOperationException($"The run ended before it could be killed (exit code {process.ExitCode}).");
    }

    private static ProcessStartInfo StartInfo(params string[] arguments)
    {
        var host = Environment.ProcessPath!;
        var isDotnet = Path.GetFileNameWithoutExtension(host) == "dotnet";
        string[] own = isDotnet ? [typeof(Victim).Assembly.Location, Argument] : [Argument];
        return new ProcessStartInfo(host, [.. own, .. arguments]) { RedirectStandardOutput = true };
    }
}
