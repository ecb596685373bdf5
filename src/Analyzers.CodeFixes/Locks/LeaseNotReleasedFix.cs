using System.Composition;
using Guarded.Analyzers.Locks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Locks;

/// <summary>GRD5001: keeps a handle in a <c>using</c>, releases a lock in a <c>finally</c>, and waits for a release.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LeaseNotReleasedFix() : GuardedFix("GRD5001")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || call.CalledName() is not { } name)
            return [];
        if (UnawaitedRelease.Names.Contains(name.Identifier.ValueText))
            return Wait(call) is { } wait ? [wait] : [];
        return LockTaking.Of(name, model, cancellationToken) switch
        {
            HeldHandle handle => Keep(handle) is { } keep ? [keep] : [],
            HeldLock held => Enclosed.Of(held) is { } enclosed ? [new Change("Release in a 'finally'", nameof(LeaseNotReleasedFix), enclosed.Apply)] : [],
            _ => [],
        };
    }

    private static Change? Wait(InvocationExpressionSyntax call)
    {
        if (call.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement || !IsAsync(call.Function()) || call.Expression is not MemberAccessExpressionSyntax || statement.Expression is AwaitExpressionSyntax)
            return null;
        var task = statement.Expression is AssignmentExpressionSyntax assignment ? assignment.Right : statement.Expression;
        return new Change("Wait for the release", nameof(LeaseNotReleasedFix), editor => editor.ReplaceNode(
            statement,
            statement.WithExpression(SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), task.WithoutTrivia()).WithTriviaFrom(statement.Expression))));
    }

    private static Change? Keep(HeldHandle handle)
    {
        if (handle.Taken.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement
            || handle.Type is not { } type
            || (Has(type, "IAsyncDisposable") && IsAsync(statement.Function()) ? true : Has(type, "IDisposable") || type.IsRefLikeType ? false : (bool?)null) is not { } isAsync
            || Kept(statement, handle) is not { } kept)
        {
            return null;
        }

        var release = LastRelease(block, handle);
        if (release is null && handle.Answer is not null && handle.IsReleasedIn(block))
            return null;
        return new Change(isAsync ? "Keep it in an 'await using'" : "Keep it in a 'using'", nameof(LeaseNotReleasedFix), editor =>
        {
            editor.ReplaceNode(statement, Using(kept, isAsync).WithTriviaFrom(statement));
            if (release is not null)
                editor.RemoveNode(release, SyntaxRemoveOptions.KeepNoTrivia);
        });
    }

    private static LocalDeclarationStatementSyntax? Kept(StatementSyntax statement, HeldHandle handle) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration => declaration,
        ExpressionStatementSyntax => (LocalDeclarationStatementSyntax)SyntaxFactory.ParseStatement($"var {FreeName(statement)} = {handle.Taken.WithoutTrivia()};"),
        _ => null,
    };

    private static string FreeName(StatementSyntax statement)
    {
        var taken = new HashSet<string>(statement.Member().DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText));
        var name = "held";
        for (var number = 2; taken.Contains(name); number++)
            name = $"held{number}";
        return name;
    }

    // The end of the block does the same.
    private static ExpressionStatementSyntax? LastRelease(BlockSyntax block, HeldHandle handle) =>
        block.Statements.Count(handle.IsReleasedIn) == 1
        && block.Statements.Last() is ExpressionStatementSyntax { Expression: var expression } last
        && handle.IsReleasedIn(last)
        && !last.HasComments()
        && (expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" or "DisposeAsync" } }
            ? last
            : null;

    private static LocalDeclarationStatementSyntax Using(LocalDeclarationStatementSyntax declaration, bool isAsync)
    {
        var bare = declaration.WithoutLeadingTrivia().WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space));
        return isAsync ? bare.WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space)) : bare;
    }

    private static bool Has(ITypeSymbol type, string disposal) =>
        type.IsNamed("System", disposal) || type.AllInterfaces.Any(implemented => implemented.IsNamed("System", disposal));

    private static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        CompilationUnitSyntax => true,
        _ => false,
    };
}
