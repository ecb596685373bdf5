using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>A stream in a <c>using</c> that is only written to, so that a commit at the end of its block is all that an atomic one needs.</summary>
internal sealed class CommittedStream
{
    private readonly ExpressionSyntax _creation;

    private readonly ExpressionSyntax _path;

    private readonly string _name;

    private readonly StatementSyntax _last;

    private readonly bool _isAsync;

    private CommittedStream(ExpressionSyntax creation, ExpressionSyntax path, string name, StatementSyntax last, bool isAsync)
    {
        _creation = creation;
        _path = path;
        _name = name;
        _last = last;
        _isAsync = isAsync;
    }

    /// <summary>The stream that a call hands out; null where an atomic one could not take its place.</summary>
    public static CommittedStream? Of(ExpressionSyntax creation, ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken)
    {
        if (creation.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Type.IsVar: true } declaration } declarator }
            || Statements(declaration) is not { Count: > 0 } statements
            || statements.SelectMany(static statement => statement.DescendantNodesAndSelf()).Any(static node => node is ReturnStatementSyntax or YieldStatementSyntax or GotoStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or LocalFunctionStatementSyntax)
            || statements[statements.Count - 1] is ThrowStatementSyntax
            || creation.HasComments()
            || model.GetDeclaredSymbol(declarator, cancellationToken) is not { } stream
            || !statements.SelectMany(static statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>()
                .Where(name => name.Identifier.ValueText == stream.Name)
                .All(name => IsWrite(name, model, cancellationToken)))
        {
            return null;
        }

        return new CommittedStream(creation, path, stream.Name, statements[statements.Count - 1], IsAsync(creation.Function()));
    }

    public void Replace(SyntaxEditor editor, INamedTypeSymbol atomic, SyntaxGenerator generator)
    {
        var create = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, atomic.AsExpression(generator), SyntaxFactory.IdentifierName("Create"));
        editor.ReplaceNode(_creation, SyntaxFactory.InvocationExpression(create, SyntaxFactory.ArgumentList([SyntaxFactory.Argument(_path.WithoutTrivia())])).WithTriviaFrom(_creation));
        var commit = SyntaxFactory.ParseStatement(_isAsync ? $"await {_name}.CommitAsync();" : $"{_name}.Commit();");
        var indent = _last.GetLeadingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        editor.InsertAfter(_last, commit.WithLeadingTrivia(indent).WithTrailingTrivia(_last.GetTrailingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))));
    }

    /// <summary>What runs while it is open.</summary>
    private static IReadOnlyList<StatementSyntax>? Statements(VariableDeclarationSyntax declaration) => declaration.Parent switch
    {
        UsingStatementSyntax { Statement: BlockSyntax block } => block.Statements,
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Parent: BlockSyntax block } local => [.. block.Statements.Skip(block.Statements.IndexOf(local) + 1)],
        _ => null,
    };

    // Written to, or passed as a stream to what writes. A writer around it would have to be closed before the commit.
    private static bool IsWrite(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken) => name.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call, Name.Identifier.ValueText: var member } access when access.Expression == name =>
            member is "Write" or "WriteAsync" or "WriteByte" || (member == "FlushAsync") || (member == "Flush" && call.ArgumentList.Arguments.Count == 0),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax } => model.GetTypeInfo(name, cancellationToken).ConvertedType.IsNamed("System.IO", "Stream"),
        _ => false,
    };

    private static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };
}
