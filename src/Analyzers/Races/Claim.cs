using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Races;

/// <summary>A move whose failure tells that somebody else has the name already.</summary>
/// <param name="move">The call.</param>
/// <param name="source">What is moved.</param>
/// <param name="target">The name that is claimed.</param>
/// <param name="model">What its file means.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class Claim(InvocationExpressionSyntax move, ExpressionSyntax source, ExpressionSyntax target, SemanticModel model, CancellationToken cancellationToken)
{
    private readonly PathIdentity _paths = new(model, cancellationToken);

    /// <summary>Whether the exception is the branch: it is caught as the answer, not as an error.</summary>
    public bool IsMeant() =>
        !IsNamedAfterSource()
        && !IsOnWindows()
        && move.Ancestors().TakeWhile(static node => node is not MemberDeclarationSyntax and not AnonymousFunctionExpressionSyntax).OfType<TryStatementSyntax>()
            .FirstOrDefault(attempt => attempt.Block.Span.Contains(move.Span)) is { } attempt
        && attempt.Catches.FirstOrDefault(static handler => Type(handler) is "IOException") is { } handler
        && !IsTriedAgain(handler)
        && IsAnswer(handler, attempt);

    // Workers that move one file out of each other's reach claim the file, not the name: only one finds it.
    private bool IsNamedAfterSource() => source.Bare() is IdentifierNameSyntax { Identifier.ValueText: var name } && Origin(target).DescendantNodesAndSelf()
        .OfType<IdentifierNameSyntax>().Any(part => part.Identifier.ValueText == name);

    // There the move itself refuses to replace.
    private bool IsOnWindows() => move.Ancestors().Any(static node => node switch
    {
        IfStatementSyntax choice => AsksForWindows(choice.Condition),
        ConditionalExpressionSyntax choice => AsksForWindows(choice.Condition),
        MemberDeclarationSyntax member => member.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.ToString() is var text && text.Contains("SupportedOSPlatform") && text.Contains("windows")),
        _ => false,
    });

    private static bool AsksForWindows(ExpressionSyntax condition) =>
        condition.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static name => name.Identifier.ValueText is "IsWindows" or "Windows" or "IsWindowsVersionAtLeast");

    private ExpressionSyntax Origin(ExpressionSyntax path) =>
        model.GetSymbolInfo(path.Bare(), cancellationToken).Symbol is ILocalSymbol local
        && local.DeclaringSyntaxReferences.Only()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? value
            : path;

    private static string? Type(CatchClauseSyntax handler) => handler.Declaration?.Type switch
    {
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsTriedAgain(CatchClauseSyntax handler) => Calls(handler).Any(static call => call.CalledName()?.Identifier.ValueText is "Delay" or "Sleep");

    private bool IsAnswer(CatchClauseSyntax handler, TryStatementSyntax attempt)
    {
        if (AsksForTarget(handler))
            return true;
        if (handler.Filter is { } filter)
            return filter.DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText == "HResult");
        var statements = handler.Block.Statements;
        return statements.All(IsStep)
            && (IsRefusal(statements.LastOrDefault()) || DeletesSource(handler) || (attempt.Finally is { } cleanup && DeletesSource(cleanup)));
    }

    private static bool IsRefusal(StatementSyntax? last) => last switch
    {
        ContinueStatementSyntax or BreakStatementSyntax => true,
        ReturnStatementSyntax { Expression: { } result } => result.Kind() is SyntaxKind.FalseLiteralExpression or SyntaxKind.NullLiteralExpression,
        _ => false,
    };

    private bool IsStep(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or EmptyStatementSyntax => true,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax } => true,
        ExpressionStatementSyntax step => DeletesSource(step),
        _ => false,
    };

    private bool AsksForTarget(CatchClauseSyntax handler) => handler.DescendantNodes().OfType<SimpleNameSyntax>().Any(name =>
        name.Identifier.ValueText == ExistenceCheck.Name && ExistenceCheck.At(name, model, cancellationToken) is { } check && _paths.AreSame(check.Path, target));

    private bool DeletesSource(SyntaxNode node) => FileUse.In(node, model, cancellationToken)
        .Any(use => use.Effect is FileEffect.DeleteFile or FileEffect.DeleteFolder && _paths.AreSame(use.Path, source));

    private static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxNode node) => node.DescendantNodes().OfType<InvocationExpressionSyntax>();
}
