using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Generators.PayloadGuards;

/// <summary>What the factory of a row takes: the constructor's parameters, then what is required or marked besides.</summary>
internal sealed class RowValues
{
    private readonly INamedTypeSymbol _type;
    private readonly SymbolDisplayFormat _format;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private bool _isPossible = true;
    private bool _isPublic = true;

    public RowValues(INamedTypeSymbol type, IMethodSymbol constructor, SymbolDisplayFormat format)
    {
        (_type, _format) = (type, format);
        _isPossible = constructor.Parameters.All(static parameter => parameter.RefKind is RefKind.None or RefKind.In);
        Arguments = new EquatableArray<GuardedValue>([.. constructor.Parameters.Select(Argument)]);
        var isComplete = constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");
        Initialized = new EquatableArray<GuardedValue>([.. Members(type).Where(member => IsAsked(member, isComplete)).Select(Initialization)]);
    }

    public EquatableArray<GuardedValue> Arguments { get; }

    public EquatableArray<GuardedValue> Initialized { get; }

    /// <summary>Of the factory; null where there can be none.</summary>
    public string? Accessibility => !_isPossible ? null : _isPublic ? "public" : "internal";

    private GuardedValue Argument(IParameterSymbol parameter)
    {
        var isMarked = PayloadMarks.IsOn(parameter)
            || Members(_type).Any(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && PayloadMarks.IsOn(member));
        return Value(parameter.Type, parameter.Name, parameter.Name, isMarked);
    }

    private GuardedValue Initialization(ISymbol member)
    {
        _isPossible &= IsSettable(member);
        return Value(TypeOf(member), member.Name, char.ToLowerInvariant(member.Name[0]) + member.Name.Substring(1), PayloadMarks.IsOn(member));
    }

    private GuardedValue Value(ITypeSymbol type, string member, string parameter, bool isMarked)
    {
        _names.Add(parameter);
        _isPossible &= !type.IsRefLikeType && type.TypeKind is not (TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer) && Visibility.Of(type) >= Visibility.Internal;
        _isPublic &= Visibility.Of(type) >= Visibility.Of(_type);
        var asked = isMarked ? Present(type) : type;
        return new GuardedValue(asked.ToDisplayString(_format), Escape(member), Escape(parameter), isMarked ? CheckOf(asked) : PayloadCheckKind.None);
    }

    // What a parameter of the constructor is for, it sets.
    private bool IsAsked(ISymbol member, bool isComplete) =>
        !_names.Contains(member.Name) && (PayloadMarks.IsOn(member) || (!isComplete && IsRequired(member)));

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>();
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is { IsStatic: false } and (IPropertySymbol { IsIndexer: false } or IFieldSymbol { AssociatedSymbol: null }) && member.CanBeReferencedByName && seen.Add(member.Name))
                    yield return member;
            }
        }
    }

    private bool IsSettable(ISymbol member) => member switch
    {
        IPropertySymbol { SetMethod: { } set } => IsReachable(set),
        IFieldSymbol { IsReadOnly: false, IsConst: false } => IsReachable(member),
        _ => false,
    };

    private bool IsReachable(ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType, _type) || member.DeclaredAccessibility is not Microsoft.CodeAnalysis.Accessibility.Private;

    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private static ITypeSymbol Present(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    private static PayloadCheckKind CheckOf(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String ? PayloadCheckKind.Empty
        : type.IsReferenceType ? PayloadCheckKind.Null
        : PayloadCheckKind.Default;

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
