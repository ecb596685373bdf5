using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Races;

/// <summary>What lets nobody in between two places, or bears it.</summary>
internal static class Serialisation
{
    /// <summary>Whether a lock is held around a place, or was taken before it in the same function.</summary>
    public static bool IsHeld(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken) =>
        InLock(place) is not null
        || place.Function().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.SpanStart < place.SpanStart && Takes(call, model, cancellationToken));

    /// <summary>The <c>lock</c> statement that holds a place, within its member.</summary>
    public static LockStatementSyntax? InLock(SyntaxNode place) =>
        place.Ancestors().TakeWhile(static node => node is not MemberDeclarationSyntax).OfType<LockStatementSyntax>().FirstOrDefault();

    /// <summary>Whether a question is asked again and again until the answer is another one.</summary>
    public static bool IsPolled(SyntaxNode question) =>
        question.Ancestors().TakeWhile(static node => node is not MemberDeclarationSyntax).FirstOrDefault(static node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax) is { } loop
        && loop.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => call.CalledName()?.Identifier.ValueText is "Delay" or "Sleep" or "WaitForNextTickAsync" or "WaitOne");

    /// <summary>Whether a failure at a place is expected: a <c>catch</c> takes it, or somebody tries again.</summary>
    public static bool IsCaught(SyntaxNode place, bool isMissing)
    {
        foreach (var ancestor in place.Ancestors())
        {
            switch (ancestor)
            {
                case TryStatementSyntax attempt when attempt.Block.Span.Contains(place.Span) && attempt.Catches.Any(handler => Catches(handler, isMissing)):
                    return true;
                case InvocationExpressionSyntax call when call.ArgumentList.Span.Contains(place.Span) && call.CalledName()?.Identifier.ValueText is { } name && name.IndexOf("Retry", StringComparison.OrdinalIgnoreCase) >= 0:
                    return true;
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool Catches(CatchClauseSyntax handler, bool isMissing) =>
        handler.Block.Statements.LastOrDefault() is not ThrowStatementSyntax { Expression: null }
        && handler.Declaration?.Type switch
        {
            null => true,
            QualifiedNameSyntax name => IsFailure(name.Right.Identifier.ValueText, isMissing),
            SimpleNameSyntax name => IsFailure(name.Identifier.ValueText, isMissing),
            _ => false,
        };

    private static bool IsFailure(string exception, bool isMissing) =>
        exception is "Exception" or "SystemException" or "IOException" || (isMissing && exception is "FileNotFoundException" or "DirectoryNotFoundException");

    private static bool Takes(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.CalledName() is not { Identifier.ValueText: var text } name)
            return false;
        if (text is "Wait" or "WaitAsync" or "WaitOne" or "Enter" or "TryEnter" or "EnterScope")
            return name.Symbol(model, cancellationToken) is not IMethodSymbol { ContainingType: var type } || type.ContainingNamespace is { Name: "Threading" };
        return text.StartsWith("Acquire", StringComparison.Ordinal)
            || text.StartsWith("TryAcquire", StringComparison.Ordinal)
            || (text.IndexOf("Lock", StringComparison.Ordinal) >= 0 && !text.StartsWith("Unlock", StringComparison.Ordinal) && text.IndexOf("Block", StringComparison.Ordinal) < 0);
    }
}
