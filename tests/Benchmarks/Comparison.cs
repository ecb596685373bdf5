using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Guarded.Benchmarks;

/// <summary>
/// Contenders that take turns in short rounds, because a disk's speed drifts: the ratio of two rounds side by side says
/// more than either figure. The first one is ours, the others are what it is measured against.
/// </summary>
internal sealed class Comparison(string title, double unitsARound, string unit, params Contender[] contenders)
{
    /// <summary>Also told: the ratio to whichever of the others was the slowest of a round.</summary>
    public bool AgainstTheSlowest { get; init; }

    public async Task<string> RunAsync(int rounds)
    {
        var speeds = contenders.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var at = 0; at < contenders.Length; at++)
            {
                await contenders[at].Prepare();
                var clock = Stopwatch.StartNew();
                await contenders[at].Round();
                if (round >= 0) // the first is the warm-up
                    speeds[at].Add(unitsARound / clock.Elapsed.TotalSeconds);
            }
        }
        var table = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{title}, median of {rounds} rounds");
        for (var at = 0; at < contenders.Length; at++)
        {
            table.Append(CultureInfo.InvariantCulture, $"  {contenders[at].Name,-44} {Median(speeds[at]),10:N0} {unit}");
            table.AppendLine(at == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"   ratio {Median(Ratios(speeds[0], speeds[at])):N2}"));
        }
        if (AgainstTheSlowest)
        {
            var slowest = Enumerable.Range(0, rounds).Select(round => speeds.Skip(1).Min(speed => speed[round]));
            table.AppendLine(CultureInfo.InvariantCulture, $"  {"the slowest of them in each round",-55} {"",-13}   ratio {Median(Ratios(speeds[0], slowest)):N2}");
        }
        return table.ToString();
    }

    private static IEnumerable<double> Ratios(IEnumerable<double> ours, IEnumerable<double> theirs) => ours.Zip(theirs, (our, their) => our / their);

    private static double Median(IEnumerable<double> figures)
    {
        var ordered = figures.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
