using System.Collections.Immutable;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>A content hash names an algorithm that is known.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownContentHashAlgorithmAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        "GRD3103",
        "A content hash names an algorithm that is known",
        "'{0}' gets no content hash members: '{1}' is no algorithm that the generator knows; write ContentHashAlgorithm.Sha256",
        "Guarded.Hashes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/guarded-dotnet/guarded/blob/main/docs/rules/GRD3103.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (ContentHashDeclaration.In(context) is not { } hash
            || !Compiles(hash.Mark)
            || HashFunction.Of(hash.Mark) is not null
            || hash.Attribute(context.CancellationToken) is not { } attribute)
        {
            return;
        }

        SyntaxNode culprit = attribute.ArgumentList?.Arguments.FirstOrDefault() is { } argument ? argument.Expression : attribute;
        context.ReportDiagnostic(Diagnostic.Create(Rule, culprit.GetLocation(), hash.Type.Name, culprit));
    }

    // Where it does not, the compiler has said so.
    private static bool Compiles(AttributeData mark) =>
        mark.AttributeConstructor is not null
        && mark.ConstructorArguments.All(static argument => argument.Kind != TypedConstantKind.Error);
}
