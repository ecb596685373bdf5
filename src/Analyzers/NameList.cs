using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers;

/// <summary>An <c>.editorconfig</c> setting that lists names, in whatever files of a project it is set.</summary>
internal static class NameList
{
    private static readonly char[] Separators = [',', ';', '|', ' ', '\t'];

    public static ImmutableArray<string> In(Compilation compilation, AnalyzerOptions options, string setting)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(setting, out var text))
                texts.Add(text);
        }

        return texts.Count == 0 ? [] : [.. texts.SelectMany(Entries).Distinct()];
    }

    /// <summary>The names in a setting's value.</summary>
    public static IEnumerable<string> Entries(string value) => value.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
