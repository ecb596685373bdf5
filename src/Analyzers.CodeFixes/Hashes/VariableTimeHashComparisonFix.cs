using System.Composition;
using Guarded.Analyzers.Hashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>GRD3003: compares the bytes in fixed time.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class VariableTimeHashComparisonFix() : GuardedFix("GRD3003")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(expression => expression.Span == finding.Location.SourceSpan && VariableTimeComparison.Of(expression) is not null) is not { } whole
            || VariableTimeComparison.Of(whole) is not { IsPartial: false } comparison
            || IsOrdering(comparison.Whole)
            || model.Compilation.GetTypesByMetadataName("System.Security.Cryptography.CryptographicOperations").FirstOrDefault() is not { } operations
            || model.Compilation.GetTypesByMetadataName("System.Text.Encoding").FirstOrDefault() is not { } encoding
            || Ignores(comparison.Whole) is not { } ignoresCase
            || Bytes(comparison.Left) is not { } left
            || Bytes(comparison.Right) is not { } right)
        {
            yield break;
        }

        var call = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, operations.AsExpression(generator), SyntaxFactory.IdentifierName("FixedTimeEquals")),
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
                [SyntaxFactory.Argument(left), SyntaxFactory.Argument(right)],
                [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
        var compared = (comparison.IsNegated ? SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, call) : (ExpressionSyntax)call).WithTriviaFrom(whole);
        yield return new Change("Compare in fixed time", nameof(VariableTimeHashComparisonFix), editor => editor.ReplaceNode(whole, compared));

        ExpressionSyntax? Bytes(ExpressionSyntax side)
        {
            var info = model.GetTypeInfo(side, cancellationToken);
            if (Comparable.IsBytes(info.Type))
                return side.WithoutTrivia();
            if (info.Type is not { SpecialType: SpecialType.System_String })
                return null;

            var text = side.WithoutTrivia();
            if (info.Nullability.FlowState == NullableFlowState.MaybeNull)
                text = SyntaxFactory.BinaryExpression(SyntaxKind.CoalesceExpression, text, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(""))).WithOperatorToken(SyntaxFactory.Token(SyntaxKind.QuestionQuestionToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space));
            if (ignoresCase)
            {
                var simple = text is SimpleNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax ? text : SyntaxFactory.ParenthesizedExpression(text);
                text = Call(simple, "ToUpperInvariant");
            }

            return Call(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, encoding.AsExpression(generator), SyntaxFactory.IdentifierName("UTF8")), "GetBytes", SyntaxFactory.Argument(text));
        }
    }

    private static InvocationExpressionSyntax Call(ExpressionSyntax receiver, string method, params ArgumentSyntax[] arguments) => SyntaxFactory.InvocationExpression(
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName(method)),
        SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments)));

    // Compare() == 0
    private static bool IsOrdering(ExpressionSyntax whole) =>
        whole is InvocationExpressionSyntax call && call.CalledName()?.Identifier.ValueText is "Compare" or "CompareOrdinal" or "CompareTo";

    // Null where a culture decides what is equal.
    private static bool? Ignores(ExpressionSyntax whole)
    {
        var mentioned = whole is InvocationExpressionSyntax call
            ? call.DescendantNodes().OfType<MemberAccessExpressionSyntax>().FirstOrDefault(static access => access.Expression is SimpleNameSyntax { Identifier.ValueText: "StringComparison" or "StringComparer" })?.Name.Identifier.ValueText
            : null;
        return mentioned switch
        {
            null or "Ordinal" => false,
            "OrdinalIgnoreCase" => true,
            _ => null,
        };
    }
}
