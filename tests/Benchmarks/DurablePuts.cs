using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Benchmarks;

/// <summary>
/// Durable puts of 4 KiB by one writer. The contenders take turns in short rounds, because a disk's speed drifts: the
/// ratio of two rounds side by side says more than either figure.
/// </summary>
internal sealed class DurablePuts(string root, int rounds, int putsARound)
{
    private const int Size = 4096;

    private readonly PayloadStore _payloads = new(FileObjectStore.OpenOrCreate(Path.Combine(root, "guarded")));
    private readonly string _bare = Directory.CreateDirectory(Path.Combine(root, "bare")).FullName;
    private int _name;

    public async Task<string> RunAsync()
    {
        var guarded = new List<double>();
        var rename = new List<double>();
        var renameFlush = new List<double>();
        for (var round = -1; round < rounds; round++)
        {
            var puts = new[] { await GuardedAsync(), Bare(BareWrites.WriteFlushRename), Bare(BareWrites.WriteFlushRenameFlush) };
            if (round < 0)
                continue; // the warm-up
            guarded.Add(puts[0]);
            rename.Add(puts[1]);
            renameFlush.Add(puts[2]);
        }
        return string.Create(CultureInfo.InvariantCulture, $"""
            durable puts of 4 KiB, one writer, median of {rounds} rounds of {putsARound}
              PayloadStore.StoreAsync              {Median(guarded),8:N0} a second
              write, flush, rename                 {Median(rename),8:N0} a second   ratio {Median(Ratios(guarded, rename)):N2}
              write, flush, rename, flush folder   {Median(renameFlush),8:N0} a second   ratio {Median(Ratios(guarded, renameFlush)):N2}
            """);
    }

    private async Task<double> GuardedAsync()
    {
        var contents = Contents();
        var clock = Stopwatch.StartNew();
        foreach (var content in contents)
            await _payloads.StoreAsync(content);
        return putsARound / clock.Elapsed.TotalSeconds;
    }

    private double Bare(Action<string, string, byte[]> write)
    {
        var contents = Contents();
        var clock = Stopwatch.StartNew();
        foreach (var content in contents)
            write(_bare, $"{_name++}", content);
        return putsARound / clock.Elapsed.TotalSeconds;
    }

    private byte[][] Contents() => [.. Enumerable.Range(0, putsARound).Select(_ => RandomNumberGenerator.GetBytes(Size))];

    private static IEnumerable<double> Ratios(List<double> ours, List<double> theirs) => ours.Zip(theirs, (our, their) => our / their);

    private static double Median(IEnumerable<double> figures)
    {
        var ordered = figures.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
