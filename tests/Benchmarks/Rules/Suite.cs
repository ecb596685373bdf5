using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Guarded.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Benchmarks.Rules;

/// <summary>All rules that one package brings and that are on by default.</summary>
internal sealed record Suite(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)
{
    private const string Peer = "Peer: ";

    public static Suite Ours { get; } = new("Guarded.Analyzers", AnalyzersOf(typeof(GuardedAnalyzer).Assembly));

    /// <summary>Those that many projects have. The project file names where they lie.</summary>
    public static ImmutableArray<Suite> Peers { get; } =
    [
        .. from data in Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
           where data.Key.StartsWith(Peer, StringComparison.Ordinal)
           select new Suite(data.Key[Peer.Length..], [.. AssembliesOf(data.Value!).SelectMany(assembly => AnalyzersOf(assembly))]),
    ];

    public int Rules => Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Where(rule => rule.IsEnabledByDefault).Select(rule => rule.Id).Distinct().Count();

    private static ImmutableArray<DiagnosticAnalyzer> AnalyzersOf(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           where !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { } mark && mark.Languages.Contains(LanguageNames.CSharp)
           let analyzer = (DiagnosticAnalyzer)Activator.CreateInstance(type)!
           where analyzer.SupportedDiagnostics.Any(rule => rule.IsEnabledByDefault)
           orderby analyzer.SupportedDiagnostics[0].Id
           select analyzer,
    ];

    // In a context of its own: several bring an assembly of the same name.
    private static List<Assembly> AssembliesOf(string package)
    {
        var files = Newest(Path.Combine(package, "analyzers"));
        var context = new AssemblyLoadContext(package);
        context.Resolving += (_, name) => files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name.Name) is { } file ? context.LoadFromAssemblyPath(file) : null;
        return [.. files.Where(file => !file.Contains("CodeFix", StringComparison.Ordinal)).Select(context.LoadFromAssemblyPath)];
    }

    // A package may have a folder for each version of the compiler, as in roslyn4.14.
    private static List<string> Newest(string folder)
    {
        const string compiler = "roslyn";
        var ours = typeof(Compilation).Assembly.GetName().Version!;
        var fitting = Directory.EnumerateDirectories(folder, $"{compiler}*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Version: Version.Parse(Path.GetFileName(path)[compiler.Length..])))
            .Where(versioned => versioned.Version <= ours)
            .OrderBy(versioned => versioned.Version)
            .Select(versioned => versioned.Path)
            .LastOrDefault(folder);
        return [.. Directory.EnumerateFiles(fitting, "*.dll", SearchOption.AllDirectories)];
    }
}
