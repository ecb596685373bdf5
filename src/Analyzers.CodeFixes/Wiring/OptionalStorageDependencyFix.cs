using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>GRD2005: makes the parameter required, where all that call pass it already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OptionalStorageDependencyFix() : GuardedFix("GRD2005")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Default: not null } parameter)
            yield break;

        foreach (var require in (Func<ParameterSyntax, ParameterSyntax>[])[static optional => NeverNull(WithoutDefault(optional)), WithoutDefault])
        {
            var root = model.SyntaxTree.GetRoot(cancellationToken).ReplaceNode(parameter, require(parameter));
            if (Trial.Compiles(model, root, Called(parameter), cancellationToken))
            {
                yield return new Change(
                    $"Make '{parameter.Identifier.ValueText}' required",
                    nameof(OptionalStorageDependencyFix),
                    editor => editor.ReplaceNode(parameter, (current, _) => require((ParameterSyntax)current)));
                yield break;
            }
        }
    }

    private static ParameterSyntax WithoutDefault(ParameterSyntax parameter) => parameter
        .WithDefault(null)
        .WithIdentifier(parameter.Identifier.WithTrailingTrivia(parameter.Default!.GetTrailingTrivia()));

    private static ParameterSyntax NeverNull(ParameterSyntax parameter) => parameter.Type is NullableTypeSyntax nullable
        ? parameter.WithType(nullable.ElementType.WithTriviaFrom(nullable))
        : parameter;

    /// <summary>What whoever calls it mentions; a target-typed <c>new</c> does not, so for a constructor that is the word itself.</summary>
    private static string? Called(ParameterSyntax parameter) => parameter.Parent?.Parent switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ConstructorDeclarationSyntax or TypeDeclarationSyntax => "",
        DelegateDeclarationSyntax or IndexerDeclarationSyntax => "",
        _ => null,
    };
}
