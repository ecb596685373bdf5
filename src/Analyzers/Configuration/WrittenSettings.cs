using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Configuration;

/// <summary>The settings of Guarded that a project's configuration files make.</summary>
internal static class WrittenSettings
{
    // What a host that does not list its options throws, by way of their base class: E_NOTIMPL.
    private const int NotListed = unchecked((int)0x80004001);

    /// <summary>Each setting with each of its values once, known or not.</summary>
    public static IEnumerable<(string Name, string Value)> In(Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var set in compilation.SyntaxTrees.Select(options.GetOptions).Prepend(options.GlobalOptions).Distinct())
        {
            foreach (var name in Names(set))
            {
                if (set.TryGetValue(name, out var value) && seen.Add((name, value)))
                    yield return (name, value);
            }
        }
    }

    /// <summary>The lines that make a setting, in those configuration files that the compiler is shown.</summary>
    public static IEnumerable<Location> Lines(string name, string value, ImmutableArray<AdditionalText> files, CancellationToken cancellationToken) =>
        from file in files
        where file.Path.EndsWith("config", StringComparison.OrdinalIgnoreCase)
        let text = file.GetText(cancellationToken)
        where text is not null
        from line in text.Lines
        let written = line.ToString().Trim()
        where written.StartsWith(name, StringComparison.OrdinalIgnoreCase) && written.Contains(value) && written.Substring(name.Length).TrimStart() is ['=' or ':', ..]
        select Location.Create(file.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span));

    private static List<string> Names(AnalyzerConfigOptions set)
    {
        try
        {
            return [.. set.Keys.Where(static name => name.StartsWith(Settings.Prefix, StringComparison.OrdinalIgnoreCase))];
        }
        catch (SystemException exception) when (exception.HResult == NotListed)
        {
            return [];
        }
    }
}
