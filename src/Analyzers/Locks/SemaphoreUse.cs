using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>What a semaphore is there for: a lock is released by who took it, a signal by somebody else.</summary>
internal sealed class SemaphoreUse(BoundedAcquire acquire, SemanticModel model, CancellationToken cancellationToken)
{
    public bool IsLock()
    {
        if (acquire.Lock is not { } semaphore || model.GetSymbolInfo(semaphore, cancellationToken).Symbol is not { } symbol || IsSignalName(symbol.Name))
            return false;
        var count = Count(symbol, semaphore, model, cancellationToken);
        return count != 0 && (IsReleasedHere(semaphore) || IsHandedOver(semaphore) || (count > 0 && !IsEnding() && IsLockName(symbol.Name)));
    }

    /// <summary>How many it lets in at first; null where that cannot be told.</summary>
    public static int? Count(ISymbol symbol, SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        VariableValue.Of(symbol, place, model, cancellationToken)?.Bare() is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
        && model.GetConstantValue(arguments[0].Expression, cancellationToken).Value is int count
            ? count
            : null;

    private bool IsReleasedHere(ExpressionSyntax semaphore) =>
        acquire.Call.Member().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.SpanStart > acquire.Call.SpanStart
            && call.CalledName()?.Identifier.ValueText == "Release"
            && (call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
                ? receiver.IsLike(semaphore)
                : call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { Expression: var conditional } && conditional.IsLike(semaphore)));

    // Whoever disposes what is made of it releases it.
    private bool IsHandedOver(ExpressionSyntax semaphore) =>
        acquire.Call.Member().DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Any(creation =>
            creation.SpanStart > acquire.Call.SpanStart
            && creation.ArgumentList is { } arguments
            && arguments.Arguments.Any(argument => argument.Expression.IsLike(semaphore)));

    // The end of a program does not wait for ever.
    private bool IsEnding() => acquire.Call.Member() switch
    {
        MethodDeclarationSyntax method => Words.Of(method.Identifier.ValueText) is { Count: > 0 } words && words[0] is "dispose" or "close" or "stop" or "shutdown" or "wait" or "finish" or "flush" or "on",
        DestructorDeclarationSyntax => true,
        _ => false,
    };

    /// <summary>Whether a name says that somebody waits for somebody else.</summary>
    public static bool IsSignalName(string name) => name.HasWord(static word =>
        word is "signal" or "wake" or "wakeup" or "event" or "notify" or "notification" or "available" or "pending" or "trigger" or "ready" or "done" or "completed" or "stopped" or "changed" or "arrived" or "work");

    private static bool IsLockName(string name) => name.HasWord(static word =>
        word is "lock" or "locker" or "mutex" or "gate" or "sync" or "semaphore" or "guard" or "throttle" or "throttler" or "limiter" or "sem");
}
