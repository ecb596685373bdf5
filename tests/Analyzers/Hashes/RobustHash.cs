using Guarded.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>Holds a rule for hashes to never throwing, whatever it finds.</summary>
internal static class RobustHash
{
    public static async Task NeverThrows<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var compilation = CSharpCompilation.Create(
            "Broken",
            [CSharpSyntaxTree.ParseText(source, path: "Broken.cs"), CSharpSyntaxTree.ParseText(HashSource.Text, path: "H.cs")],
            FrameworkReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(await compilation.WithAnalyzers([new TAnalyzer()]).GetAnalyzerDiagnosticsAsync(), finding => finding.Id == "AD0001");
    }
}
