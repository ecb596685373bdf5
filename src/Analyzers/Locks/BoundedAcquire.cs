using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A call that takes a lock, or gives up when its time is over and says so.</summary>
/// <param name="Call">The call.</param>
/// <param name="Lock">What is locked; null where that is not written.</param>
/// <param name="Answer">The variable that it says so in; null where it returns it.</param>
internal sealed record BoundedAcquire(InvocationExpressionSyntax Call, ExpressionSyntax? Lock, IdentifierNameSyntax? Answer)
{
    public static BoundedAcquire? Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!IsName(name.Identifier.ValueText) || name.CallBy() is not { } call || IsUnboundedByForm(call, name.Identifier.ValueText))
            return null;
        if (model.Called(call, cancellationToken) is not { } method || !IsAcquire(method, call, model, cancellationToken))
            return null;
        var acquire = new BoundedAcquire(
            call,
            method.IsStatic ? call.ArgumentList.Arguments.FirstOrDefault()?.Expression : call.Receiver(),
            call.ArgumentList.Arguments.LastOrDefault(static argument => argument.RefKindKeyword.RawKind != 0)?.Expression as IdentifierNameSyntax);
        return acquire.IsOfSemaphore(method, model, cancellationToken) && !new SemaphoreUse(acquire, model, cancellationToken).IsLock() ? null : acquire;
    }

    private static bool IsName(string name) => name
        is "WaitOne" or "Wait" or "WaitAsync" or "TryEnter" or "TryEnterReadLock" or "TryEnterWriteLock" or "TryEnterUpgradeableReadLock" or "LockTake" or "LockTakeAsync";

    // Most waits have no limit, and need not be bound to be passed over.
    private static bool IsUnboundedByForm(InvocationExpressionSyntax call, string name) =>
        call.ArgumentList.Arguments.Count == 0 && name.StartsWith("Wait", StringComparison.Ordinal);

    private static bool IsAcquire(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) => method.ContainingType switch
    {
        { Name: "Monitor" or "Lock" or "SpinLock" or "ReaderWriterLockSlim" } type when IsOfThreading(type) => method.Name.StartsWith("TryEnter", StringComparison.Ordinal) && !IsUnbounded(method, call, model, cancellationToken),
        { Name: "SemaphoreSlim" } type when IsOfThreading(type) => Timeout(method) is not null && !IsUnbounded(method, call, model, cancellationToken),
        { Name: "WaitHandle" } type when IsOfThreading(type) => ReceiverType(call, model, cancellationToken) is { Name: "Mutex" or "Semaphore" } handle
            && IsOfThreading(handle) && Timeout(method) is not null && !IsUnbounded(method, call, model, cancellationToken),
        { } type => method.Name is "LockTake" or "LockTakeAsync" && (type.IsNamed("StackExchange.Redis", "IDatabase") || type.IsNamed("StackExchange.Redis", "IDatabaseAsync")),
        _ => false,
    };

    private static bool IsOfThreading(ITypeSymbol type) => type.IsNamed("System.Threading", type.Name);

    private bool IsOfSemaphore(IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken) =>
        method.ContainingType.Name == "SemaphoreSlim"
        || (method.ContainingType.Name == "WaitHandle" && ReceiverType(Call, model, cancellationToken)?.Name == "Semaphore");

    private static ITypeSymbol? ReceiverType(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.Receiver() is { } receiver ? model.GetTypeInfo(receiver, cancellationToken).Type : null;

    private static IParameterSymbol? Timeout(IMethodSymbol method) => method.Parameters.FirstOrDefault(static parameter => parameter.Name is "timeout" or "millisecondsTimeout");

    // Without a time it is over at once.
    private static bool IsUnbounded(IMethodSymbol method, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Timeout(method) is not { } timeout)
            return false;
        var arguments = call.ArgumentList.Arguments;
        var argument = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == timeout.Name)
            ?? (timeout.Ordinal < arguments.Count ? arguments[timeout.Ordinal] : null);
        return argument is null || IsForEver(argument.Expression, steps: 4, model, cancellationToken);
    }

    private static bool IsForEver(ExpressionSyntax time, int steps, SemanticModel model, CancellationToken cancellationToken)
    {
        var bare = time.Bare();
        if (model.GetConstantValue(bare, cancellationToken).Value is -1 or int.MaxValue or -1L or -1.0)
            return true;
        return steps > 0 && bare switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "InfiniteTimeSpan" or "Infinite" or "MaxValue" } => true,
            IdentifierNameSyntax { Identifier.ValueText: "InfiniteTimeSpan" or "Infinite" } => true,
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => IsForEver(arguments[0].Expression, steps - 1, model, cancellationToken),
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => IsForEver(arguments[arguments.Count - 1].Expression, steps - 1, model, cancellationToken),
            IdentifierNameSyntax name when model.GetSymbolInfo(name, cancellationToken).Symbol is { Kind: SymbolKind.Local or SymbolKind.Field } variable =>
                VariableValue.Of(variable, name, model, cancellationToken) is { } value && value.Bare() is not IdentifierNameSyntax && IsForEver(value, steps - 1, model, cancellationToken),
            _ => false,
        };
    }
}
