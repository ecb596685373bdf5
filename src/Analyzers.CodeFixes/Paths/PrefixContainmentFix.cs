using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Paths;

/// <summary>GRD4002: asks <c>SafePath.IsWithin</c>, which compares full paths by their segments.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PrefixContainmentFix() : GuardedFix("GRD4002")
{
    private const string SafePath = "Guarded.Store.Files.SafePath";

    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var path }, ArgumentList.Arguments: { Count: > 0 } arguments } test
            || model.GetTypeInfo(arguments[0].Expression, cancellationToken).Type is not { SpecialType: SpecialType.System_String }
            || model.Compilation.GetTypesByMetadataName(SafePath).FirstOrDefault(static type => !type.GetMembers("IsWithin").IsEmpty) is not { } safe)
        {
            yield break;
        }

        yield return new Change("Ask SafePath.IsWithin", nameof(PrefixContainmentFix), editor => editor.ReplaceNode(test, (current, _) =>
            SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, safe.AsExpression(generator), SyntaxFactory.IdentifierName("IsWithin")),
                SyntaxFactory.ArgumentList([SyntaxFactory.Argument(arguments[0].Expression.WithoutTrivia()), SyntaxFactory.Argument(path.WithoutTrivia())]))
            .NormalizeWhitespace()
            .WithTriviaFrom(current)));
    }
}
