using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>Holds a rule to one declaration, with the attributes at hand and without the generator, whose members would be missed.</summary>
internal static class HashRule
{
    public static Task IsQuiet<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() => Reports<TAnalyzer>(source);

    /// <param name="marked">The source, with a mark for each message.</param>
    /// <param name="messages">The messages in the order of the marks.</param>
    public static Task Reports<TAnalyzer>(string marked, params string[] messages)
        where TAnalyzer : DiagnosticAnalyzer, new() => new AnalyzerTest<TAnalyzer>(marked)
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        Messages = [.. messages],
        MayBeBroken = true,
    }.RunAsync();
}
