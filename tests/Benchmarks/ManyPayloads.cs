using System.Diagnostics;
using System.Globalization;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Benchmarks;

/// <summary>Whether a store slows down as it fills: the first so many payloads against the last.</summary>
internal sealed class ManyPayloads(string root, int payloads, int sample)
{
    private const int Writers = 16;

    private readonly PayloadStore _payloads = new(FileObjectStore.OpenOrCreate(root));
    private readonly List<(double Put, double Exists, double List)> _seconds = [];

    public async Task<string> RunAsync()
    {
        await PutAsync(-sample, 0); // the warm-up, which also makes the folders
        await MeasureAsync(0);
        await PutAsync(sample, payloads - sample);
        await MeasureAsync(payloads - sample);
        var (first, last) = (_seconds[0], _seconds[1]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {payloads:N0} payloads: microseconds for each, in the first {sample:N0} and in the last
              put, durable, {Writers} writers  {first.Put:N1}  {last.Put:N1}   ratio {last.Put / first.Put:N2}
              exists                    {first.Exists:N1}  {last.Exists:N1}   ratio {last.Exists / first.Exists:N2}
              list, of all              {first.List:N1}  {last.List:N1}   ratio {last.List / first.List:N2}

            """);
    }

    private async Task MeasureAsync(int from)
    {
        var put = await TimeAsync(() => PutAsync(from, from + sample), sample);
        var exists = await TimeAsync(() => FindAsync(from, from + sample), sample);
        var there = 0;
        var list = await TimeAsync(async () => there = await _payloads.ListAsync().CountAsync(), 1);
        _seconds.Add((put, exists, list / there));
    }

    private static async Task<double> TimeAsync(Func<Task> work, int times)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalMicroseconds / times;
    }

    private Task PutAsync(int from, int to)
    {
        var next = from - 1;
        return Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < to)
                _ = await _payloads.StoreAsync(BitConverter.GetBytes(number));
        })));
    }

    private async Task FindAsync(int from, int to)
    {
        for (var number = from; number < to; number++)
            if (!await _payloads.ExistsAsync(PayloadHash.Compute(BitConverter.GetBytes(number))))
                throw new InvalidOperationException($"Payload {number} is gone.");
    }
}
