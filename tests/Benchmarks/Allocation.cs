using System.Globalization;
using System.Security.Cryptography;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Benchmarks;

/// <summary>The managed memory that a put of 4 KiB costs, on all threads.</summary>
internal static class Allocation
{
    private const int Puts = 2000;

    public static async Task<string> MeasureAsync(string root)
    {
        using var objects = FileObjectStore.OpenOrCreate(root);
        var payloads = new PayloadStore(objects);
        var content = new byte[4096];
        await PutAsync(payloads, content);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await PutAsync(payloads, content);
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Puts;
        return string.Create(CultureInfo.InvariantCulture, $"allocated for a durable put of 4 KiB: {each:N0} bytes (aim: under 2,048)\n");
    }

    private static async Task PutAsync(PayloadStore payloads, byte[] content)
    {
        for (var put = 0; put < Puts; put++)
        {
            RandomNumberGenerator.Fill(content);
            _ = await payloads.StoreAsync(content);
        }
    }
}
