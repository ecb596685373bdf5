using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Benchmarks.Rules;

/// <summary>What each of our rules costs over a whole program, beside an empty rule that is called as often.</summary>
internal static class RuleCosts
{
    private static ImmutableArray<DiagnosticAnalyzer> Rules => Suite.Ours.Analyzers;

    /// <summary>The best of several rounds: what else the machine does can only add to it.</summary>
    public static async Task<string> MeasureAsync(string title, Compilation program, int rounds)
    {
        var costs = Rules.ToDictionary(rule => rule, _ => new List<(double Ours, double Empty)>());
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (rule, cost) in await RoundAsync(program))
            {
                if (round >= 0) // the first is the warm-up
                    costs[rule].Add(cost);
            }
        }

        var lines = program.SyntaxTrees.Sum(tree => tree.GetText().Lines.Count);
        var table = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{title}, {lines:N0} lines: milliseconds of each rule in all, best of {rounds} rounds (aim: at most 5 beyond the empty one)");
        foreach (var rule in Rules)
        {
            var (ours, empty) = (costs[rule].Min(cost => cost.Ours), costs[rule].Min(cost => cost.Empty));
            table.AppendLine(CultureInfo.InvariantCulture, $"  {rule.SupportedDiagnostics[0].Id} {rule.GetType().Name,-44} {ours,8:N1}   empty {empty,8:N1}   beyond {ours - empty,8:N1}   ratio {ours / empty,8:N2}");
        }

        return table.ToString();
    }

    // On one thread, and all in one pass, where they share what the compiler makes for them.
    private static async Task<List<(DiagnosticAnalyzer, (double, double))>> RoundAsync(Compilation program)
    {
        var pairs = Rules.Select(rule => (Rule: rule, Empty: (DiagnosticAnalyzer)new Emptied(rule))).ToList();
        var run = program.WithAnalyzers(
            [.. pairs.SelectMany(pair => new[] { pair.Empty, pair.Rule })],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        await run.GetAnalyzerDiagnosticsAsync();
        var costs = new List<(DiagnosticAnalyzer, (double, double))>();
        foreach (var (rule, empty) in pairs)
            costs.Add((rule, (await TimeAsync(rule), await TimeAsync(empty))));
        return costs;

        async Task<double> TimeAsync(DiagnosticAnalyzer analyzer) => (await run.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
    }
}
