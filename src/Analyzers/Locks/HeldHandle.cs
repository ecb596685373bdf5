using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>How the handle of a lock is kept.</summary>
internal enum HandleKeeping
{
    /// <summary>Not at all.</summary>
    Dropped,

    /// <summary>In a variable.</summary>
    Variable,

    /// <summary>By a <c>using</c>, which gives it back.</summary>
    Using,
}

/// <summary>A lease or another handle, which its end gives back.</summary>
internal sealed class HeldHandle : Hold
{
    private HeldHandle(ExpressionSyntax taking, ITypeSymbol? type, HandleKeeping keeping, string? variable)
        : base(taking, variable)
    {
        Type = type;
        Keeping = keeping;
    }

    /// <summary>Its type; null where that is missing.</summary>
    public ITypeSymbol? Type { get; }

    public HandleKeeping Keeping { get; }

    public override string Release => "Dispose";

    /// <summary>What a call hands out; null where it is passed on, or kept in a field.</summary>
    public static HeldHandle? Of(ExpressionSyntax taking, ITypeSymbol? type)
    {
        var value = taking.Settled().Whole();
        while (value.Parent is BinaryExpressionSyntax { Right: ThrowExpressionSyntax } orElse && orElse.Left == value)
            value = orElse.Whole();
        return value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name, Parent.Parent: var declaration } } => declaration switch
            {
                LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } => new(taking, type, HandleKeeping.Variable, name),
                LocalDeclarationStatementSyntax or UsingStatementSyntax => new(taking, type, HandleKeeping.Using, name),
                _ => null,
            },
            UsingStatementSyntax => new(taking, type, HandleKeeping.Using, null),
            ExpressionStatementSyntax => new(taking, type, HandleKeeping.Dropped, null),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => new(taking, type, HandleKeeping.Dropped, null),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } assignment when assignment.Right == value && IsDeclaredIn(assignment.Function(), name) =>
                new(taking, type, HandleKeeping.Variable, name),
            IsPatternExpressionSyntax { Pattern: RecursivePatternSyntax { Designation: SingleVariableDesignationSyntax { Identifier.ValueText: var name } } } => new(taking, type, HandleKeeping.Variable, name),
            IsPatternExpressionSyntax { Pattern: DeclarationPatternSyntax { Designation: SingleVariableDesignationSyntax { Identifier.ValueText: var name } } } => new(taking, type, HandleKeeping.Variable, name),
            _ => null,
        };
    }

    /// <summary>Whether it is given back, or goes to somebody who may: everything but a look at it.</summary>
    public override bool IsRelease(SyntaxNode node) =>
        node is IdentifierNameSyntax name
        && name.Identifier.ValueText == Answer
        && name.Parent is not (NameColonSyntax or NameEqualsSyntax)
        && !(name.Parent is MemberAccessExpressionSyntax named && named.Name == name)
        && !IsLook(name);

    /// <summary>The uses of the variable that give it away, rather than back.</summary>
    public bool IsPassedOn() => Taking.Function() is var function
        && function.DescendantNodes().Where(IsRelease).Any(use => !use.Ancestors().Contains(Taking) && (use.Function() != function || !IsEnd((IdentifierNameSyntax)use)) && !IsTarget((IdentifierNameSyntax)use));

    // A declaration comes before: "IRedLock? held = null;".
    private static bool IsDeclaredIn(SyntaxNode function, string name) =>
        function.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(declarator => declarator.Identifier.ValueText == name && declarator.Function() == function);

    private static bool IsTarget(IdentifierNameSyntax name) => name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name;

    private static bool IsLook(IdentifierNameSyntax name)
    {
        var whole = name.Whole();
        return whole.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == whole && !IsEnd(access.Name.Identifier.ValueText) && access.Name.Identifier.ValueText != "ConfigureAwait",
            ConditionalAccessExpressionSyntax access => access.Expression == whole && !EndsConditionally(access),
            BinaryExpressionSyntax binary => binary.Right.IsNothing() || binary.Left.IsNothing(),
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax or RecursivePatternSyntax { Designation: null } } => true,
            AssignmentExpressionSyntax assignment => assignment.Left == whole,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call.CalledName()?.Identifier.ValueText is "nameof" or "ThrowIfNull" or "NotNull" or "IsNotNull",
            _ => false,
        };
    }

    private static bool IsEnd(IdentifierNameSyntax name)
    {
        var whole = name.Whole();
        return whole.Parent switch
        {
            MemberAccessExpressionSyntax access => IsEnd(access.Name.Identifier.ValueText) || access.Name.Identifier.ValueText == "ConfigureAwait",
            ConditionalAccessExpressionSyntax access => EndsConditionally(access),
            UsingStatementSyntax => true,
            EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } } => true,
            _ => false,
        };
    }

    private static bool EndsConditionally(ConditionalAccessExpressionSyntax access) =>
        access.WhenNotNull.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().Any(static binding => IsEnd(binding.Name.Identifier.ValueText));

    public static bool IsEnd(string method) => method is "Dispose" or "DisposeAsync" or "Release" or "ReleaseAsync" or "Close" or "CloseAsync" or "Unlock" or "UnlockAsync" or "ReleaseLock" or "ReleaseLockAsync" or "Exit";
}
