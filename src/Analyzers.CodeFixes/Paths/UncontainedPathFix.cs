using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Paths;

/// <summary>GRD4001: makes the path with <c>SafePath.Combine</c>, which refuses names that leave the folder.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UncontainedPathFix() : GuardedFix("GRD4001")
{
    private const string SafePath = "Guarded.Store.Files.SafePath";

    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if ((node as ArgumentSyntax)?.Expression is { } argument)
            node = argument;
        if (node is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } join
            || model.GetSymbolInfo(join, cancellationToken).Symbol is not IMethodSymbol { ContainingType: var path }
            || !path.IsNamed("System.IO", "Path")
            || arguments.Any(static argument => argument.NameColon is not null)
            || model.Compilation.GetTypesByMetadataName(SafePath).FirstOrDefault(static type => !type.GetMembers("Combine").IsEmpty) is not { } safe)
        {
            yield break;
        }

        // What comes from outside is the last one, or the others would not be checked.
        if (!IsAlone(finding, arguments))
            yield break;

        yield return new Change("Combine with SafePath", nameof(UncontainedPathFix), editor => editor.ReplaceNode(join, (current, _) => Contained((InvocationExpressionSyntax)current, safe.AsExpression(generator))));
    }

    private static bool IsAlone(Diagnostic finding, SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        finding.AdditionalLocations.Only() is { SourceSpan: var name } && arguments.Last().Span.Contains(name);

    private static InvocationExpressionSyntax Contained(InvocationExpressionSyntax join, ExpressionSyntax safe)
    {
        var arguments = join.ArgumentList.Arguments;
        var named = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, safe, SyntaxFactory.IdentifierName("Combine")).WithTriviaFrom(join.Expression);
        if (arguments.Count == 2)
            return join.WithExpression(named);

        var folder = join.WithArgumentList(join.ArgumentList.WithArguments(arguments.RemoveAt(arguments.Count - 1))).WithoutTrivia();
        return join.WithExpression(named).WithArgumentList(join.ArgumentList.WithArguments(
            SyntaxFactory.SeparatedList([SyntaxFactory.Argument(folder), arguments.Last()], [arguments.GetSeparator(arguments.Count - 2)])));
    }
}
