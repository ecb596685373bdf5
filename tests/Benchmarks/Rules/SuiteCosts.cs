using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Benchmarks.Rules;

/// <summary>What whole suites of rules cost over one program, each alone, in rounds that take turns.</summary>
internal static class SuiteCosts
{
    public static async Task<string> MeasureAsync(string title, Compilation program, int rounds)
    {
        Suite[] suites = [new("one empty operation action", [new EmptyOperationAction()]), Suite.Ours, .. Suite.Peers];
        var times = suites.ToDictionary(suite => suite, _ => new List<(double Own, double Wall)>());
        for (var round = -1; round < rounds; round++)
        {
            foreach (var suite in suites)
            {
                var time = await RunAsync(program, suite);
                if (round >= 0) // the first is the warm-up
                    times[suite].Add(time);
            }
        }

        var lines = program.SyntaxTrees.Sum(tree => tree.GetText().Lines.Count);
        var empty = times[suites[0]].Min(time => time.Wall);
        var table = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{title}, {lines:N0} lines, best of {rounds} rounds, milliseconds: in the rules' own code, and of the whole pass");
        foreach (var suite in suites)
        {
            var (own, wall) = (times[suite].Min(time => time.Own), times[suite].Min(time => time.Wall));
            table.AppendLine(CultureInfo.InvariantCulture, $"  {suite.Name,-28} {suite.Rules,4} rules {own,10:N1}   of each {own / suite.Rules,8:N2}   the pass {wall,8:N0}   against the empty one {wall / empty,6:N2}");
        }

        return table.ToString();
    }

    // A new compilation each time, bound before: nothing that an earlier pass made helps this one, and binding is nobody's.
    private static async Task<(double Own, double Wall)> RunAsync(Compilation program, Suite suite)
    {
        var fresh = program.Clone();
        fresh.GetDiagnostics();
        var run = fresh.WithAnalyzers(
            suite.Analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var clock = Stopwatch.StartNew();
        await run.GetAnalyzerDiagnosticsAsync();
        var wall = clock.Elapsed.TotalMilliseconds;
        var own = 0.0;
        foreach (var analyzer in suite.Analyzers)
            own += (await run.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
        return (own, wall);
    }
}
