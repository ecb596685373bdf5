using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Whether a lock was taken, and who asks.</summary>
internal sealed class LockAnswer(BoundedAcquire acquire, SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary>Whether nobody asks before the work begins: it is dropped, only told, or only asked when the lock is given back.</summary>
    public bool IsSwallowed()
    {
        if (Assertion.Holds(acquire.Call) || IsAskedOfTheLock())
            return false;
        if (acquire.Answer is { } answer)
            return acquire.Call.Parent is ExpressionStatementSyntax statement && IsSwallowed(answer, statement);
        var value = Value(acquire.Call);
        return value.Parent switch
        {
            ExpressionStatementSyntax => true,
            AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment when assignment.Right == value => assignment.Left switch
            {
                IdentifierNameSyntax variable => variable.Identifier.ValueText == "_" && IsDiscard(variable) || IsSwallowed(variable, statement),
                _ => false,
            },
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => HasNoResult(method.ReturnType, method.Modifiers),
            ArrowExpressionClauseSyntax { Parent: LocalFunctionStatementSyntax function } => HasNoResult(function.ReturnType, function.Modifiers),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } declarator } =>
                model.GetDeclaredSymbol(declarator, cancellationToken) is ILocalSymbol local && IsSwallowed(local, statement),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } refusal => IsOnlyTold(refusal),
            _ => false,
        };
    }

    /// <summary>With what waits for it.</summary>
    private static SyntaxNode Value(ExpressionSyntax call)
    {
        var value = call.Awaited().Whole();
        if (value.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == value)
            value = ((ExpressionSyntax)access).Awaited().Whole();
        return value.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter", Parent: InvocationExpressionSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax result } } }
            ? result
            : value;
    }

    private bool IsDiscard(IdentifierNameSyntax name) => model.GetSymbolInfo(name, cancellationToken).Symbol is null or IDiscardSymbol;

    private static bool HasNoResult(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || (modifiers.Any(SyntaxKind.AsyncKeyword) && type is IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" });

    private bool IsSwallowed(IdentifierNameSyntax variable, StatementSyntax statement) =>
        model.GetSymbolInfo(variable, cancellationToken).Symbol is ILocalSymbol local && IsSwallowed(local, statement);

    private static bool IsSwallowed(ILocalSymbol answer, StatementSyntax statement) =>
        HasWorkAfter(statement)
        && statement.Function().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == answer.Name && !name.IsWritten())
            .All(IsAskedTooLate);

    private static bool IsAskedTooLate(IdentifierNameSyntax read) =>
        (read.FirstAncestorOrSelf<FinallyClauseSyntax>() is not null && read.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is null)
        || (read.Whole().Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } refusal && IsOnlyTold(refusal))
        || (read.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } statement && Logging.IsAll(statement));

    private static bool IsOnlyTold(ExpressionSyntax refusal) =>
        refusal.Whole().Parent is IfStatementSyntax { Else: null } branch
        && branch.Condition == refusal.Whole()
        && Logging.IsAll(branch.Statement)
        && HasWorkAfter(branch);

    private static bool HasWorkAfter(StatementSyntax statement) =>
        statement.Parent is BlockSyntax block
            ? block.Statements.SkipWhile(other => other != statement).Skip(1).Any(IsWork) || (block.Parent is TryStatementSyntax attempt && block == attempt.Block && attempt.Parent is BlockSyntax && HasWorkAfter(attempt))
            : statement.Parent is GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global && unit.Members.SkipWhile(member => member != global).Skip(1).Any(static member => member is GlobalStatementSyntax { Statement: var next } && IsWork(next));

    private static bool IsWork(StatementSyntax statement) =>
        statement is not (ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or ThrowStatementSyntax or LocalFunctionStatementSyntax)
        && !(Logging.IsAll(statement) && statement is not LocalDeclarationStatementSyntax);

    // The lock itself knows too.
    private bool IsAskedOfTheLock() =>
        acquire.Call.Function().DescendantNodes().OfType<SimpleNameSyntax>().Any(static name =>
            name.Identifier.ValueText is "IsEntered" or "IsWriteLockHeld" or "IsReadLockHeld" or "IsUpgradeableReadLockHeld" or "IsHeldByCurrentThread"
            && name.FirstAncestorOrSelf<FinallyClauseSyntax>() is null);
}
