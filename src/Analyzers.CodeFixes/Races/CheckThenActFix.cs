using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Races;

/// <summary>GRD1005: one step that asks and acts, where there is one that means the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CheckThenActFix() : GuardedFix("GRD1005")
{
    private const string AtomicFile = "Guarded.Store.Files.AtomicFile";

    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<IfStatementSyntax>() is not { Else: null, Condition: var condition } choice
            || finding.AdditionalLocations.Only() is not { } place
            || OnlyCall(choice.Statement) is not { } only
            || HasComments(choice)
            || node.SyntaxTree.GetRoot(cancellationToken).FindNode(place.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax act
            || model.GetSymbolInfo(act, cancellationToken).Symbol is not IMethodSymbol { ContainingType: var file } method
            || !(file.IsNamed("System.IO", "File") || file.IsNamed("Guarded.Store.Files", "AtomicFile")))
        {
            yield break;
        }

        if (condition.Bare() == node && only.CalledName()?.Identifier.ValueText == "Delete")
        {
            if (Next(choice) is { } next && act.FirstAncestorOrSelf<StatementSyntax>() is { } statement && statement.Parent == choice.Parent && Overwrites(method))
                yield return new Change($"{method.Name} over what is there", nameof(CheckThenActFix), editor => Overwrite(editor, choice, next, act));
        }
        else if (condition.Bare() is PrefixUnaryExpressionSyntax { Operand: var negated } && negated.Bare() == node && only == act
            && model.Compilation.GetTypesByMetadataName(AtomicFile).FirstOrDefault() is { } atomic
            && Creator(method, atomic) is { } creator)
        {
            yield return new Change($"Create with AtomicFile.{creator}", nameof(CheckThenActFix), editor => Create(editor, choice, atomic.AsExpression(generator), creator));
        }
    }

    // The deletion, or what is written where nothing was.
    private static InvocationExpressionSyntax? OnlyCall(StatementSyntax branch) => (branch is BlockSyntax block ? block.Statements.Only() : branch) is ExpressionStatementSyntax { Expression: var expression }
        ? Call(expression)
        : null;

    private static InvocationExpressionSyntax? Call(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax { Expression: var task } => Call(task),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var task } } => Call(task),
        InvocationExpressionSyntax call => call,
        _ => null,
    };

    // Those around it are kept.
    private static bool HasComments(IfStatementSyntax choice) => choice.DescendantTrivia()
        .Where(trivia => choice.Span.Contains(trivia.Span))
        .Any(static trivia => !(trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));

    private static StatementSyntax? Next(IfStatementSyntax choice) => choice.Parent is BlockSyntax block
        ? block.Statements.ElementAtOrDefault(block.Statements.IndexOf(choice) + 1)
        : null;

    private static bool Overwrites(IMethodSymbol method) =>
        method is { Name: "Move" or "Copy", Parameters.Length: 2 }
        && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(static offered => offered.Parameters.Length == 3 && offered.Parameters[2].Type.SpecialType == SpecialType.System_Boolean);

    private static void Overwrite(SyntaxEditor editor, IfStatementSyntax choice, StatementSyntax next, InvocationExpressionSyntax act)
    {
        editor.ReplaceNode(act, static (current, generator) => ((InvocationExpressionSyntax)current).AddArgumentListArguments(
            (ArgumentSyntax)generator.Argument("overwrite", RefKind.None, generator.TrueLiteralExpression())));
        editor.ReplaceNode(next, (current, _) => current.WithLeadingTrivia(Leading(choice, current)));
        editor.RemoveNode(choice, SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static SyntaxTriviaList Leading(IfStatementSyntax choice, SyntaxNode next) => next.GetLeadingTrivia().All(static trivia => trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia)
        ? choice.GetLeadingTrivia()
        : choice.GetLeadingTrivia().AddRange(next.GetLeadingTrivia().SkipWhile(static trivia => trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));

    /// <summary>The method of the same arguments that writes only where nothing is; null where there is none.</summary>
    private static string? Creator(IMethodSymbol method, INamedTypeSymbol atomic)
    {
        if (method.Name is not ("WriteAllText" or "WriteAllTextAsync" or "WriteAllBytes" or "WriteAllBytesAsync"))
            return null;
        var name = "TryCreateNew" + method.Name.Substring("WriteAll".Length);
        return atomic.GetMembers(name).OfType<IMethodSymbol>().Any(offered =>
            offered.Parameters.Select(static parameter => parameter.Name).SequenceEqual(method.Parameters.Select(static parameter => parameter.Name))
            && offered.Parameters.Zip(method.Parameters, Takes).All(static takes => takes))
            ? name
            : null;
    }

    // A span takes the array or the text; memory takes the array.
    private static bool Takes(IParameterSymbol offered, IParameterSymbol given) =>
        SymbolEqualityComparer.Default.Equals(offered.Type, given.Type)
        || (offered.Type.Name is "ReadOnlySpan" && given.Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String })
        || (offered.Type.Name is "ReadOnlyMemory" && given.Type is IArrayTypeSymbol);

    private static void Create(SyntaxEditor editor, IfStatementSyntax choice, ExpressionSyntax type, string creator) => editor.ReplaceNode(choice, (current, _) =>
    {
        var branch = ((IfStatementSyntax)current).Statement;
        var statement = branch is BlockSyntax block ? block.Statements[0] : branch;
        var call = OnlyCall(statement)!;
        var named = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, type, SyntaxFactory.IdentifierName(creator)).WithTriviaFrom(call.Expression);
        return statement.ReplaceNode(call, call.WithExpression(named)).WithTriviaFrom(current);
    });
}
