using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A <c>try</c> around nothing but the taking of a lock.</summary>
internal static class LockAttempt
{
    /// <summary>Whether a handler lets the work after the attempt run without the lock.</summary>
    public static bool IsPassedOver(CatchClauseSyntax clause, SemanticModel model, CancellationToken cancellationToken) =>
        clause.Parent is TryStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax, Finally: null } attempt
        && attempt.Block.Statements is { Count: > 0 } statements
        && Logging.IsAll(clause.Block)
        && !IsOfAbandoned(clause)
        && HasWorkAfter(attempt)
        && !IsRepeated(attempt)
        && statements.Any(statement => IsAcquire(statement, model, cancellationToken))
        && statements.All(statement => IsAcquire(statement, model, cancellationToken) || IsPreparation(statement))
        && !IsAskedLater(attempt);

    // Who gets an abandoned mutex has it.
    private static bool IsOfAbandoned(CatchClauseSyntax clause) => clause.Declaration?.Type.ToString() is { } type
        && type.EndsWith("AbandonedMutexException", StringComparison.Ordinal);

    private static bool HasWorkAfter(TryStatementSyntax attempt) => Following(attempt).Any(static next =>
        next is not (ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or ThrowStatementSyntax or LocalFunctionStatementSyntax) && !Logging.IsAll(next));

    private static IEnumerable<StatementSyntax> Following(TryStatementSyntax attempt) => attempt.Parent switch
    {
        BlockSyntax block => block.Statements.SkipWhile(other => other != attempt).Skip(1),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global => unit.Members.SkipWhile(member => member != global).Skip(1).OfType<GlobalStatementSyntax>().Select(static next => next.Statement),
        _ => [],
    };

    private static bool IsRepeated(TryStatementSyntax attempt)
    {
        var function = attempt.Function();
        return attempt.Ancestors().TakeWhile(ancestor => ancestor != function).Any(static ancestor =>
            ancestor is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax);
    }

    private static bool IsPreparation(StatementSyntax statement) =>
        Logging.IsAll(statement) || statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && call.CalledName()?.Identifier.ValueText == "CreateDirectory";

    private static bool IsAcquire(StatementSyntax statement, SemanticModel model, CancellationToken cancellationToken)
    {
        var value = statement switch
        {
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => assignment.Right,
            ExpressionStatementSyntax { Expression: var expression } => expression,
            _ => null,
        };
        return value is not null && Called(value) switch
        {
            BaseObjectCreationExpressionSyntax creation => IsExclusiveOpen(creation.ArgumentList, model, cancellationToken),
            InvocationExpressionSyntax call => IsAcquireCall(call, model) || IsExclusiveOpen(call, model, cancellationToken),
            _ => false,
        };
    }

    private static ExpressionSyntax Called(ExpressionSyntax value)
    {
        var bare = value.Bare();
        if (bare is AwaitExpressionSyntax { Expression: var awaited })
            bare = awaited.Bare();
        return bare is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var task } } ? task.Bare() : bare;
    }

    private static bool IsExclusiveOpen(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.CalledName()?.Identifier.ValueText is "Open" or "OpenHandle" && IsExclusiveOpen(call.ArgumentList, model, cancellationToken);

    private static bool IsExclusiveOpen(ArgumentListSyntax? arguments, SemanticModel model, CancellationToken cancellationToken) =>
        arguments is { Arguments: { Count: > 1 } list }
        && list.Any(static argument => argument.Expression.ToString() is "FileMode.CreateNew" or "FileShare.None")
        && new LockPath(model, cancellationToken).IsLock(list[0].Expression);

    // "AcquireLock", "lease.AcquireAsync", "TakeLease"; what is asked ("TryAcquire") answers, and is not done by an exception.
    private static bool IsAcquireCall(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (call.CalledName()?.Identifier.ValueText is not { } name || Words.Of(name) is not { Count: > 0 } words)
            return false;
        if (!(words[0] is "acquire" or "take" or "obtain" or "lock" or "enter" or "claim"))
            return false;
        var isNamedByItself = words.Skip(1).Any(static word => word is "lock" or "lease" or "mutex" or "lockfile");
        return isNamedByItself || (words[0] is "acquire" or "obtain" or "lock" && call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && IsNamedLock(receiver))
            ? model.GetTypeInfo(call).Type is not { SpecialType: SpecialType.System_Boolean }
            : false;
    }

    private static bool IsNamedLock(ExpressionSyntax receiver) => receiver.Bare() switch
    {
        SimpleNameSyntax name => LockNames.IsLock(name.Identifier.ValueText),
        MemberAccessExpressionSyntax access => LockNames.IsLock(access.Name.Identifier.ValueText),
        _ => false,
    };

    // What is set in the attempt tells later whether it succeeded.
    private static bool IsAskedLater(TryStatementSyntax attempt)
    {
        var set = attempt.Block.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Select(static assignment => assignment.Left.Bare())
            .OfType<SimpleNameSyntax>()
            .Select(static name => name.Identifier.ValueText)
            .ToList();
        return set.Count > 0
            && (attempt.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? attempt.Member()).DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
                set.Contains(name.Identifier.ValueText) && !attempt.Block.Span.Contains(name.Span) && !name.IsWritten() && !IsRelease(name));
    }

    private static bool IsRelease(IdentifierNameSyntax name) =>
        name.FirstAncestorOrSelf<FinallyClauseSyntax>() is not null
        || name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && call.CalledName()?.Identifier.ValueText is "Dispose" or "DisposeAsync" or "Release" or "ReleaseAsync" or "Close"
        || name.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax conditional } && conditional.CalledName()?.Identifier.ValueText is "Dispose" or "DisposeAsync" or "Release" or "ReleaseAsync" or "Close";
}
