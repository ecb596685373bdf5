using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>Writers that a lock lets in one after the other.</summary>
internal static class TakingTurns
{
    public static bool Do(SyntaxNode place, TypeSteps type) => IsLocked(place) || IsCalledLocked(place.Member(), type);

    private static bool IsLocked(SyntaxNode place) =>
        place.Ancestors().Any(static around => around is LockStatementSyntax)
        || place.Member().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.SpanStart < place.SpanStart && IsWait(call.CalledName()?.Identifier.ValueText));

    // gate.Wait(), await _lock.WaitAsync(), mutex.WaitOne(), Monitor.Enter(gate), @lock.EnterScope(), AcquireLockAsync()
    private static bool IsWait(string? called) => called
        is "Wait" or "WaitAsync" or "WaitOne" or "Enter" or "EnterScope" or "EnterWriteLock" or "EnterUpgradeableReadLock" or "AcquireWriterLock"
        || called?.HasWord(static word => word is "lock" or "acquire") == true;

    private static bool IsCalledLocked(SyntaxNode member, TypeSteps type)
    {
        if (member is not MethodDeclarationSyntax method || !method.Modifiers.Any(static modifier => modifier.IsKind(SyntaxKind.PrivateKeyword)))
            return member is MethodDeclarationSyntax { AttributeLists.Count: > 0 } marked && marked.AttributeLists.ToString().Contains("Synchronized");
        var calls = type.Members.Where(other => other != member)
            .SelectMany(static other => other.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => call.CalledName()?.Identifier.ValueText == method.Identifier.ValueText)
            .ToList();
        return calls.Count > 0 && calls.All(IsLocked);
    }
}
