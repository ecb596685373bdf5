using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A lock of this process that one method takes and another gives back: a semaphore, a monitor, a mutex.</summary>
internal sealed class HeldLock : Hold
{
    private readonly string[] _releases;
    private readonly bool _isStatic;
    private readonly Lazy<HashSet<string>> _releasers;

    /// <param name="taking">The call that takes it.</param>
    /// <param name="lock">What is locked.</param>
    /// <param name="symbol">The variable that it is in.</param>
    /// <param name="releases">The names of the methods that give it back.</param>
    /// <param name="answer">The variable that tells whether it was taken.</param>
    public HeldLock(InvocationExpressionSyntax taking, ExpressionSyntax @lock, ISymbol symbol, string[] releases, string? answer)
        : base(taking, answer)
    {
        Lock = @lock;
        Symbol = symbol;
        _releases = releases;
        _isStatic = taking.Receiver() != @lock;
        _releasers = new(FindReleasers);
    }

    public ExpressionSyntax Lock { get; }

    public ISymbol Symbol { get; }

    public override string Release => _releases[0];

    public override bool IsRelease(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => IsReleaseCall(call) || (call.Expression.Bare() is SimpleNameSyntax own && _releasers.Value.Contains(own.Identifier.ValueText)),
        // A handle that releases it when it is disposed, or a helper.
        ArgumentSyntax { Expression: var passed, Parent.Parent: var taker } => passed.IsLike(Lock) && !IsOfMonitor(taker),
        _ => false,
    };

    /// <summary>Whether it is given back in a function that does not take it, so that the two are a pair.</summary>
    public bool IsReleasedElsewhere() =>
        Type().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(IsReleaseCall)
            .Select(static call => call.Member())
            .Any(member => member != Taking.Member() && !member.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsTakingCall));

    /// <summary>Whether anybody else can get hold of it, as far as the file shows.</summary>
    public bool IsShared() =>
        Symbol is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IPropertySymbol { DeclaredAccessibility: Accessibility.Private })
        || (Symbol is not ILocalSymbol && Symbol.ContainingType.DeclaringSyntaxReferences.Length > 1)
        || Type().DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == Symbol.Name
            && name.Reference().Parent is not (MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax)
            && !(name.Reference().Parent is AssignmentExpressionSyntax assignment && assignment.Left == name.Reference())
            && !IsOfMonitor(name.Reference().Parent?.Parent?.Parent));

    /// <summary>Whether a call takes the same lock.</summary>
    public bool IsTakingCall(InvocationExpressionSyntax call) =>
        call.CalledName()?.Identifier.ValueText is { } name
        && (name.StartsWith("Wait", StringComparison.Ordinal) || name.StartsWith("Enter", StringComparison.Ordinal) || name.StartsWith("TryEnter", StringComparison.Ordinal))
        && IsOnLock(call);

    private static bool IsOfMonitor(SyntaxNode? call) =>
        call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Monitor" } } };

    private SyntaxNode Type() => Taking.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? Taking.Member();

    private bool IsReleaseCall(InvocationExpressionSyntax call) =>
        call.CalledName()?.Identifier.ValueText is { } name && _releases.Contains(name) && IsOnLock(call);

    private bool IsOnLock(InvocationExpressionSyntax call) =>
        (_isStatic ? call.ArgumentList.Arguments.FirstOrDefault()?.Expression : call.Receiver())?.IsLike(Lock) is true;

    private HashSet<string> FindReleasers()
    {
        var functions = Type().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsReleaseCall).Select(static call => call.Function());
        return [.. functions.Where(function => !function.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsTakingCall)).Select(NameOf).OfType<string>()];
    }

    private static string? NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        _ => null,
    };
}
