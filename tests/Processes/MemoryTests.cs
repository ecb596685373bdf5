using Guarded.Store.Files;
using Xunit.Abstractions;

namespace Guarded.Processes.Tests;

public sealed class MemoryTests(ITestOutputHelper output) : IDisposable
{
    private const long Mebibyte = 1 << 20;
    private const long Most = 64 * Mebibyte;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly DiskFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Two_gibibytes_go_in_and_out_within_64_MiB()
    {
        const long length = 2048 * Mebibyte;
        var (storing, reading) = await MeasureAsync(length, whole: false);
        Assert.InRange(storing, 0, Most - 1);
        Assert.InRange(reading, 0, Most - 1);
        Assert.Equal(length, new DirectoryInfo(_folder.Path).EnumerateFiles("*", SearchOption.AllDirectories).Max(file => file.Length));
    }

    [SkippableFact]
    public async Task What_holds_a_payload_in_memory_is_caught()
    {
        const long length = 256 * Mebibyte;
        var (storing, reading) = await MeasureAsync(length, whole: true);
        Assert.True(storing >= length);
        Assert.True(reading >= length);
    }

    // How much more memory the worker had at most than when it was idle, in bytes.
    private async Task<(long Storing, long Reading)> MeasureAsync(long length, bool whole)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a process has at most is read from Linux's /proc.");
        Skip.If(_folder.Drive.DriveFormat is "tmpfs" or "ramfs", $"'{_folder.Path}' is memory itself.");
        Skip.If(_folder.Drive.AvailableFreeSpace < 2 * length, $"'{_folder.Path}' has less than {2 * length / Mebibyte:N0} MiB free.");
        using var worker = WorkerProcess.Start("memory", _folder.Path, Durability.Full, Limit, CancellationToken.None, $"{length}", $"{whole}");
        var resident = new Dictionary<string, long>();
        await foreach (var line in worker.ReadLinesAsync())
            if (line.Split(' ') is [var when, var kibibytes])
                resident.Add(when, 1024 * long.Parse(kibibytes, null));
            else
                output.WriteLine(line);
        await worker.SucceedAsync();
        var (idle, storing, reading) = (resident["idle"], resident["storing"] - resident["idle"], resident["reading"] - resident["idle"]);
        output.WriteLine($"{length / Mebibyte:N0} MiB: idle at {idle / Mebibyte} MiB, {storing / Mebibyte} MiB more storing, {reading / Mebibyte} MiB more reading");
        return (storing, reading);
    }
}
