using System.Collections.Immutable;
using Guarded.Analyzers.Writes;
using Guarded.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Suite;

/// <summary>Every analyzer that ships, all at once.</summary>
internal static class AllAnalyzers
{
    public const string ThrowingAnalyzer = "AD0001";

    // What the SDK imports into our projects.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. FrameworkReferences.All,
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static ImmutableArray<DiagnosticAnalyzer> Instances { get; } =
    [
        .. from type in typeof(NonAtomicWriteAnalyzer).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract
           orderby type.Name
           select (DiagnosticAnalyzer)Activator.CreateInstance(type)!,
    ];

    public static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> sources, CSharpParseOptions? options = null)
    {
        options ??= new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
        return CSharpCompilation.Create(
            "Sources",
            sources.Append(("ImplicitUsings.cs", ImplicitUsings)).Select(source => CSharpSyntaxTree.ParseText(source.Item2, options, source.Item1)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    /// <summary>What they find, and <see cref="ThrowingAnalyzer"/> for each that threw.</summary>
    public static Task<ImmutableArray<Diagnostic>> FindAsync(Compilation compilation, AnalyzerOptions? options = null) =>
        compilation.WithAnalyzers(Instances, options).GetAnalyzerDiagnosticsAsync();
}
