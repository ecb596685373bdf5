using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Where a lock is taken again while it is held, in the same function or in a method of the same object that it calls.</summary>
internal sealed class Reentrance(SemanticModel model, CancellationToken cancellationToken)
{
    private const int Depth = 2;

    /// <summary>A call that takes it, or calls what does.</summary>
    public readonly record struct Again(SyntaxNode Place, string What);

    /// <summary>Whether a thread or a process that has it waits for itself when it takes it again.</summary>
    public bool IsGivenOnce(Hold hold) => !TestCode.Holds(hold.Taking) && hold switch
    {
        HeldLock held => SemaphoreUse.Count(held.Symbol, held.Taking, model, cancellationToken) == 1 && IsOfSemaphore(held) && !SemaphoreUse.IsSignalName(held.Symbol.Name),
        HeldHandle { Taking: InvocationExpressionSyntax taking } => Owner(taking) is { } owner && IsGivenOnce(owner),
        _ => false,
    };

    public IEnumerable<Again> TakenAgain(Hold hold) =>
        HeldCode.After(hold, model, cancellationToken) is { } code
            ? code.Nodes.SelectMany(node => CallsIn(node).SelectMany(call => In(call, hold)))
            : [];

    private static IEnumerable<InvocationExpressionSyntax> CallsIn(SyntaxNode node) =>
        node.DescendantNodesAndSelf(static inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<InvocationExpressionSyntax>();

    private IEnumerable<Again> In(InvocationExpressionSyntax call, Hold hold)
    {
        if (IsSame(call, hold, isElsewhere: false))
            yield return new(call, "This takes what is not given twice");
        else if (TakesWithin(call, hold, Depth))
            yield return new(call, $"'{call.CalledName()!.Identifier.ValueText}' takes what is not given twice");
    }

    /// <summary>Whether a method of the same object takes it on every path, and is waited for.</summary>
    private bool TakesWithin(InvocationExpressionSyntax call, Hold hold, int depth) =>
        call.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
        && DeclaredFunction.Named(call.Expression, model, cancellationToken) is { Body: var body }
        && !body.Span.Contains(hold.Taking.Span)
        && (call.Settled() != call || call.Symbol(model, cancellationToken) is IMethodSymbol { ReturnType.Name: not ("Task" or "ValueTask" or "IAsyncEnumerable") })
        && CallsIn(body).TakeWhile(inner => !hold.IsRelease(inner)).Any(inner => IsAlwaysRun(inner, body) && (IsSame(inner, hold, isElsewhere: true) || (depth > 1 && TakesWithin(inner, hold, depth - 1))));

    private static bool IsAlwaysRun(SyntaxNode call, SyntaxNode body)
    {
        for (var node = call; node != body && node.Parent is { } parent; node = parent)
        {
            if ((parent is IfStatementSyntax choice && node != choice.Condition) || parent is ElseClauseSyntax or CatchClauseSyntax or SwitchSectionSyntax or ConditionalExpressionSyntax or SwitchExpressionArmSyntax or WhileStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)
                return false;
            // Who asks first may return.
            if (parent is BlockSyntax block && block.Statements.TakeWhile(statement => statement != node).Any(static earlier => earlier is IfStatementSyntax { Statement: var branch } && branch.Exits()))
                return false;
        }

        return true;
    }

    private bool IsSame(InvocationExpressionSyntax call, Hold hold, bool isElsewhere)
    {
        if (call == hold.Taking || call.CalledName() is not { } name || LockTaking.Of(name, model, cancellationToken) is not { } again || IsBounded(call))
            return false;
        return (hold, again) switch
        {
            (HeldLock held, HeldLock other) => SymbolEqualityComparer.Default.Equals(held.Symbol, other.Symbol) && (isElsewhere ? held.Symbol is not (ILocalSymbol or IParameterSymbol) : held.Lock.IsLike(other.Lock)),
            (HeldHandle { Taking: InvocationExpressionSyntax one }, HeldHandle { Taking: InvocationExpressionSyntax other }) => AreSame(one, other, isElsewhere),
            _ => false,
        };
    }

    private bool AreSame(InvocationExpressionSyntax one, InvocationExpressionSyntax other, bool isElsewhere) =>
        one.CalledName()?.Identifier.ValueText is { } name
        && other.CalledName()?.Identifier.ValueText is { } otherName
        && name.Replace("Try", "").Replace("Async", "") == otherName.Replace("Try", "").Replace("Async", "")
        && one.Receiver() is { } receiver && other.Receiver() is { } otherReceiver
        && receiver.IsLike(otherReceiver)
        && receiver.Symbol(model, cancellationToken) is { } symbol
        && SymbolEqualityComparer.Default.Equals(symbol, otherReceiver.Symbol(model, cancellationToken))
        && !(isElsewhere && symbol is ILocalSymbol or IParameterSymbol)
        && (Name(one) is not { } first || (Name(other) is { } second && AreSameName(first, second, isElsewhere)));

    private bool AreSameName(ExpressionSyntax one, ExpressionSyntax other, bool isElsewhere)
    {
        if (model.GetConstantValue(one, cancellationToken) is { HasValue: true, Value: { } value })
            return value.Equals(model.GetConstantValue(other, cancellationToken).Value);
        return one.IsLike(other)
            && one.DescendantNodesAndSelf().All(static node => node is not (InvocationExpressionSyntax or ElementAccessExpressionSyntax))
            && one.Bare() is SimpleNameSyntax or MemberAccessExpressionSyntax
            && one.Symbol(model, cancellationToken) is { } symbol
            && (isElsewhere ? symbol is IFieldSymbol : !Files.PathIdentity.IsChanged(one, one.SpanStart, other.SpanStart));
    }

    /// <summary>What is locked among what the provider can lock; null where the provider is the lock.</summary>
    private ExpressionSyntax? Name(InvocationExpressionSyntax taking) =>
        taking.Symbol(model, cancellationToken) is IMethodSymbol { Parameters: [{ Name: "name" or "item" or "resource" or "key" }, ..] } ? taking.ArgumentList.Arguments.FirstOrDefault()?.Expression : null;

    private INamedTypeSymbol? Owner(InvocationExpressionSyntax taking) => (taking.Symbol(model, cancellationToken) as IMethodSymbol)?.ContainingType;

    private static bool IsGivenOnce(INamedTypeSymbol owner) => owner.ContainingNamespace?.ToDisplayString() switch
    {
        "Guarded.Store.Leases" => true,
        "Nito.AsyncEx" => owner.Name == "AsyncLock",
        "Medallion.Threading" => owner.Name is "IDistributedLock" or "IDistributedLockProvider" or "DistributedLockProviderExtensions",
        _ => false,
    };

    private static bool IsOfSemaphore(HeldLock held) => held.Release == "Release";

    // It is told that it cannot have it.
    private bool IsBounded(InvocationExpressionSyntax call) =>
        call.CalledName()!.Identifier.ValueText.StartsWith("Try", StringComparison.Ordinal)
        || (call.Symbol(model, cancellationToken) is IMethodSymbol { ContainingType.Name: "SemaphoreSlim" } method && method.Parameters.Any(static parameter => parameter.Name is "timeout" or "millisecondsTimeout"));
}
