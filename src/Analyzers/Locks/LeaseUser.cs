using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A type that takes leases or distributed locks for what it writes.</summary>
internal sealed class LeaseUser
{
    private readonly TypeDeclarationSyntax _declaration;

    private LeaseUser(TypeDeclarationSyntax declaration, bool isOfTree)
    {
        _declaration = declaration;
        IsOfTree = isOfTree;
    }

    /// <summary>Whether it has leases for items and for the tree that they are in.</summary>
    public bool IsOfTree { get; }

    /// <summary>The type around a place; null where it takes none.</summary>
    public static LeaseUser? Around(SyntaxNode place, SemanticModel model, CancellationToken cancellationToken)
    {
        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } type)
            return null;
        var members = type.GetMembers();
        var providers = members.Select(TypeOf).Concat(type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters).Select(static parameter => parameter.Type)).OfType<ITypeSymbol>().Where(IsProvider).ToList();
        var isMarked = members.OfType<IMethodSymbol>().Any(static method => IsMarked(method));
        if (providers.Count == 0 && !isMarked)
            return null;
        return isMarked || providers.Any(IsOfGuarded) || declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsTaking)
            ? new LeaseUser(declaration, providers.Any(static provider => provider.IsNamed("Guarded.Store.Leases", "LeasedTree")))
            : null;
    }

    /// <summary>Whether a lease is held at a place, as far as the type shows: taken before, given, or taken by all who call the method.</summary>
    public bool HoldsAt(SyntaxNode place)
    {
        var member = place.Member();
        return Holds(member, place.SpanStart) || (member is MethodDeclarationSyntax method && Callers(method) is { Count: > 0 } callers && callers.All(caller => Holds(caller.Member(), caller.SpanStart)));
    }

    private static bool Holds(SyntaxNode member, int before) =>
        member.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.SpanStart < before && IsTaking(call))
        || (member is BaseMethodDeclarationSyntax method && (method.ParameterList.Parameters.Any(IsLease) || HasMark(method)))
        || member is DestructorDeclarationSyntax;

    private List<InvocationExpressionSyntax> Callers(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.PublicKeyword) || method.Modifiers.Any(SyntaxKind.InternalKeyword) || method.Modifiers.Any(SyntaxKind.ProtectedKeyword)
            ? []
            : [.. _declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => call.CalledName()?.Identifier.ValueText == method.Identifier.ValueText)];

    private static bool IsTaking(InvocationExpressionSyntax call) =>
        call.CalledName()?.Identifier.ValueText is { } name
        && (name.StartsWith("Acquire", StringComparison.Ordinal) || name.StartsWith("TryAcquire", StringComparison.Ordinal) || name.StartsWith("CreateLock", StringComparison.Ordinal)
            || name is "Lock" or "LockAsync" or "TryLock" or "TryLockAsync" or "LockTake" or "LockTakeAsync" || (name.EndsWith("LockAsync", StringComparison.Ordinal) && !name.StartsWith("Release", StringComparison.Ordinal) && !name.StartsWith("Unlock", StringComparison.Ordinal)));

    private static bool IsLease(ParameterSyntax parameter) => parameter.Type?.ToString().TrimEnd('?') is { } type
        && (type is "EpochToken" || type.HasWord(static word => word is "lease" or "lock") || type == "IDistributedSynchronizationHandle");

    private static bool HasMark(BaseMethodDeclarationSyntax method) => method.AttributeLists.Any(static list => list.Attributes.Any(static attribute => attribute.Name.ToString().EndsWith("RequiresLease", StringComparison.Ordinal)));

    private static bool IsMarked(IMethodSymbol method) => method.GetAttributes().Any(static attribute => attribute.AttributeClass.IsNamed("Guarded", "RequiresLeaseAttribute"));

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool IsOfGuarded(ITypeSymbol type) => type.Name is "LeaseManager" or "LeasedTree" && type.IsNamed("Guarded.Store.Leases", type.Name);

    // What gives out locks between processes; the locks within one are no leases.
    private static bool IsProvider(ITypeSymbol type) => IsOfGuarded(type)
        || type.Name is "IDistributedLockProvider" or "IDistributedLockFactory" or "IDistributedLock" or "IAbpDistributedLock" or "RedLockFactory"
        || (Words.Of(type.Name) is var words && words.Any(static word => word is "lock" or "lease" or "leases") && words.Any(static word => word is "distributed" or "manager" or "provider" or "factory") && !words.Any(static word => word is "block" or "unlock"));
}
