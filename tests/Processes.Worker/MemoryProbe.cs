using System.Globalization;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Processes.Worker;

/// <summary>Stores and reads a large payload, and says how much memory this process had at most (proc(5), in KiB).</summary>
/// <param name="objects">Where it is stored.</param>
/// <param name="whole">Whether the payload is held in memory at once, as naive code does.</param>
internal sealed class MemoryProbe(FileObjectStore objects, bool whole)
{
    private const long WarmUp = 1 << 20;

    private readonly PayloadStore _payloads = new(objects);

    public async Task RunAsync(long length)
    {
        await ReadAsync(await StoreAsync(WarmUp));
        Said.Line($"idle {Resident("VmRSS")}");
        ForgetPeak();
        var stored = await StoreAsync(length);
        Said.Line($"storing {Resident("VmHWM")}");
        ForgetPeak();
        await ReadAsync(stored);
        Said.Line($"reading {Resident("VmHWM")}");
    }

    private async Task<PayloadReference> StoreAsync(long length)
    {
        using var content = new GeneratedStream(length);
        if (!whole)
            return await _payloads.StoreAsync(content);
        var bytes = new byte[length];
        content.ReadExactly(bytes);
        return await _payloads.StoreAsync(bytes);
    }

    private async Task ReadAsync(PayloadReference stored)
    {
        if (whole)
            await _payloads.ReadAllBytesAsync(stored.Hash);
        else
            await _payloads.VerifyAsync(stored.Hash);
    }

    private static long Resident(string name)
    {
        var line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1).Trim().TrimEnd("kB"), NumberStyles.Integer | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }

    // The peak of what came before may only make the next one look higher: where a system refuses, the test is stricter.
    private static void ForgetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (UnauthorizedAccessException exception)
        {
            Said.Line($"note {exception.Message}");
        }
    }
}
