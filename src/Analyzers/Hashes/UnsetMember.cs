using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A field or an automatic property that construction leaves as it is.</summary>
internal static class UnsetMember
{
    /// <summary>The field, or the property that it belongs to, where some constructor certainly leaves it default.</summary>
    public static ISymbol? Of(IFieldSymbol field, CancellationToken cancellationToken)
    {
        var member = field.AssociatedSymbol ?? field;
        return member is { IsImplicitlyDeclared: false }
            && member is IFieldSymbol { IsConst: false, IsRequired: false } or IPropertySymbol { IsRequired: false }
            && IsPlain(member, cancellationToken)
            && !IsLaidOut(member.ContainingType)
            && !IsForHeirs(member)
            && !IsSetByConstruction(member, cancellationToken)
            && !IsSetWithin(member, cancellationToken)
                ? member
                : null;
    }

    // A field without an initializer, or a property without bodies: neither one that makes its value when asked, nor a record's parameter.
    private static bool IsPlain(ISymbol member, CancellationToken cancellationToken) => member.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellationToken) switch
    {
        VariableDeclaratorSyntax field => field.Initializer is null,
        PropertyDeclarationSyntax property => property is { Initializer: null, ExpressionBody: null, AccessorList.Accessors: var accessors }
            && accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null }),
        _ => false,
    });

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
        : Constructors(member).All(constructor => ConstructorEffects.MaySet(constructor, member, cancellationToken));

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
