using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>GRD1004: stages beside the target, under a name of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StagedOnAnotherVolumeFix() : GuardedFix("GRD1004")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax source }, { Expression: IdentifierNameSyntax target }, ..] }
            && model.GetSymbolInfo(source, cancellationToken).Symbol is ILocalSymbol staged
            && staged.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var name, Parent.Parent: LocalDeclarationStatementSyntax }
            && IsTemporaryName(name)
            && model.GetSymbolInfo(target, cancellationToken).Symbol is { } final
            && IsKnownAt(final, name)
            && model.Compilation.GetTypesByMetadataName("System.IO.Path").FirstOrDefault() is { } path)
        {
            yield return new Change("Stage beside the target", nameof(StagedOnAnotherVolumeFix), editor =>
                editor.ReplaceNode(name, UniqueName.Beside(target.WithTriviaFrom(name), path, generator)));
        }
    }

    // Path.GetTempFileName(), or a name in the folder itself.
    private static bool IsTemporaryName(ExpressionSyntax name) => name is InvocationExpressionSyntax call && call.CalledName()?.Identifier.ValueText switch
    {
        "GetTempFileName" => true,
        "Combine" or "Join" => call.ArgumentList.Arguments is [{ Expression: InvocationExpressionSyntax folder }, _] && folder.CalledName()?.Identifier.ValueText == "GetTempPath",
        _ => false,
    };

    private static bool IsKnownAt(ISymbol target, SyntaxNode place) => target switch
    {
        IParameterSymbol { Type.SpecialType: SpecialType.System_String } or IFieldSymbol { Type.SpecialType: SpecialType.System_String } => true,
        ILocalSymbol { Type.SpecialType: SpecialType.System_String, DeclaringSyntaxReferences: [var declaration] } => declaration.Span.End < place.SpanStart,
        _ => false,
    };
}
