using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers;

/// <summary>An <c>.editorconfig</c> setting that lists names, which may differ from file to file; each value is read once.</summary>
/// <typeparam name="T">What the names are turned into.</typeparam>
internal sealed class NameList<T>(string key, AnalyzerConfigOptionsProvider options, Func<ImmutableArray<string>, T> read)
    where T : class
{
    private static readonly char[] Separators = [',', ';', '|', ' ', '\t'];

    private readonly ConcurrentDictionary<string, T> _read = new(StringComparer.Ordinal);

    /// <summary>Whether any file of a compilation has it.</summary>
    public bool IsSetIn(Compilation compilation) => compilation.SyntaxTrees.Any(tree => Text(tree) is not null);

    /// <summary>What is listed for a file; null where nothing is.</summary>
    public T? For(SyntaxTree tree) => Text(tree) is { } text ? _read.GetOrAdd(text, Read) : null;

    private string? Text(SyntaxTree tree) => options.GetOptions(tree).TryGetValue(key, out var text) && !string.IsNullOrWhiteSpace(text) ? text : null;

    private T Read(string text) => read([.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)]);
}
