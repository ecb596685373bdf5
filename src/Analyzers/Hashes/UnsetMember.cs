using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A field or an automatic property that construction leaves as it is.</summary>
internal static class UnsetMember
{
    /// <summary>Whether some constructor certainly leaves it default.</summary>
    public static bool Is(ISymbol member, CancellationToken cancellationToken) =>
        member is IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } or IPropertySymbol { IsImplicitlyDeclared: false, IsAbstract: false }
        && member.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct
        && IsPlain(member, cancellationToken)
        && IsStored(member)
        && !IsLaidOut(member.ContainingType)
        && !IsForHeirs(member)
        && !IsSetByConstruction(member, cancellationToken)
        && !IsSetWithin(member, cancellationToken);

    // A field without an initializer, or a property that returns what it holds: neither one that makes its value when asked, nor a record's parameter.
    private static bool IsPlain(ISymbol member, CancellationToken cancellationToken) => member.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellationToken) switch
    {
        VariableDeclaratorSyntax field => field.Initializer is null,
        PropertyDeclarationSyntax property => property is { Initializer: null, ExpressionBody: null, AccessorList.Accessors: var accessors }
            && accessors.All(static accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration) || accessor is { Body: null, ExpressionBody: null }),
        _ => false,
    });

    // Neither an indexer nor the declaring part of a property has a field behind it.
    private static bool IsStored(ISymbol member) => member is IFieldSymbol
        || member.ContainingType.GetMembers().Any(field => field is IFieldSymbol { AssociatedSymbol: { } stored } && SymbolEqualityComparer.Default.Equals(stored, member));

    // Its bytes come from elsewhere.
    private static bool IsLaidOut(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "StructLayoutAttribute" or "InlineArrayAttribute" });

    // Derived classes may set it in their constructors.
    private static bool IsForHeirs(ISymbol member) =>
        !member.IsStatic
        && member.ContainingType is { TypeKind: TypeKind.Class, IsSealed: false }
        && IsOpenToHeirs(member switch
        {
            IPropertySymbol property => property.SetMethod?.DeclaredAccessibility ?? Accessibility.Private,
            _ => member is IFieldSymbol { IsReadOnly: true } ? Accessibility.Private : member.DeclaredAccessibility,
        });

    private static bool IsOpenToHeirs(Accessibility accessibility) =>
        accessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal or Accessibility.ProtectedAndInternal;

    private static bool IsSetByConstruction(ISymbol member, CancellationToken cancellationToken) => member.IsStatic
        ? member.ContainingType.StaticConstructors.Any(constructor => ConstructorEffects.MaySet(constructor, member, cancellationToken))
        : Constructors(member).All(constructor => IsLeftToCaller(constructor, member) || ConstructorEffects.MaySet(constructor, member, cancellationToken) || IsForMappers(constructor, cancellationToken));

    // Whoever calls it must set what is required.
    private static bool IsLeftToCaller(IMethodSymbol constructor, ISymbol member) =>
        member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true }
        && !constructor.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "SetsRequiredMembersAttribute" });

    // private Row() { }, which the type itself never calls: an object-relational mapper does, and sets the members afterwards.
    private static bool IsForMappers(IMethodSymbol constructor, CancellationToken cancellationToken) =>
        constructor is { DeclaredAccessibility: Accessibility.Private, Parameters.IsEmpty: true, ContainingType: { TypeKind: TypeKind.Class, InstanceConstructors.Length: > 1 } type }
        && constructor.DeclaringSyntaxReferences.Only()?.GetSyntax(cancellationToken) is ConstructorDeclarationSyntax { Initializer: null, Body.Statements.Count: 0 }
        && !type.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellationToken).DescendantNodes().Any(static node => node
            is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } }
            or ConstructorInitializerSyntax { RawKind: (int)SyntaxKind.ThisConstructorInitializer, ArgumentList.Arguments.Count: 0 }));

    // What only the type itself can set, and does, it may well set before it reads it.
    private static bool IsSetWithin(ISymbol member, CancellationToken cancellationToken) =>
        member is IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: Accessibility.Private } or IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Private }
        && member.ContainingType.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellationToken).DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax { Left: var target } => IsNamed(target, member.Name) && node.Member() is not ConstructorDeclarationSyntax,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: var target } => IsNamed(target, member.Name),
            RefExpressionSyntax { Expression: var target } => IsNamed(target, member.Name),
            _ => false,
        }));

    private static bool IsNamed(ExpressionSyntax target, string name) => target switch
    {
        TupleExpressionSyntax tuple => tuple.Arguments.Any(part => IsNamed(part.Expression, name)),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == name,
        _ => target.Bare() is SimpleNameSyntax simple && simple.Identifier.ValueText == name,
    };

    private static IEnumerable<IMethodSymbol> Constructors(ISymbol member)
    {
        var type = member.ContainingType;

        // A struct can be made without any constructor, whatever those that it has do.
        var written = type.InstanceConstructors.Where(constructor => !IsCopying(constructor, type));
        return type.IsValueType && written.Any(static constructor => !constructor.IsImplicitlyDeclared)
            ? written.Where(static constructor => !constructor.IsImplicitlyDeclared)
            : written;
    }

    private static bool IsCopying(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord && constructor.Parameters.Only() is { Type: var copied } && SymbolEqualityComparer.Default.Equals(copied, type);
}
