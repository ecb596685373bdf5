using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>The source-generated JSON contexts of a compilation, and the content hashes that they write by their members.</summary>
internal sealed class JsonContexts
{
    public const string MetadataName = Namespace + "." + Context;

    private const string Namespace = "System.Text.Json.Serialization";
    private const string Context = "JsonSerializerContext";

    private readonly Compilation _compilation;
    private readonly HashTypes _types;
    private readonly Lazy<ImmutableDictionary<INamedTypeSymbol, INamedTypeSymbol>> _reached;

    public JsonContexts(Compilation compilation, HashTypes types)
    {
        (_compilation, _types) = (compilation, types);
        _reached = new(Reach);
    }

    /// <summary>A context that writes the hash; null where there is none.</summary>
    public INamedTypeSymbol? Reaching(INamedTypeSymbol hash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _reached.Value.TryGetValue(hash, out var context) ? context : null;
    }

    /// <summary>Whether it names a converter in what people wrote, where every generator sees it.</summary>
    public static bool HasConverter(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.AttributeClass.IsNamed(Namespace, "JsonConverterAttribute")
        && attribute.ApplicationSyntaxReference?.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) is not true);

    private ImmutableDictionary<INamedTypeSymbol, INamedTypeSymbol> Reach()
    {
        var reached = ImmutableDictionary.CreateBuilder<INamedTypeSymbol, INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var context in Declared())
        {
            var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
            var left = new Stack<ITypeSymbol>(Roots(context));
            while (left.Count > 0)
            {
                var type = left.Pop();
                if (!seen.Add(type) || HasConverter(type))
                    continue;
                if (_types.Include(type))
                    reached[(INamedTypeSymbol)type] = context;
                else
                    foreach (var part in Parts(type))
                        left.Push(part);
            }
        }

        return reached.ToImmutable();
    }

    // Names first: a file without a context is not bound.
    private IEnumerable<INamedTypeSymbol> Declared() =>
        from tree in _compilation.SyntaxTrees
        where tree.GetText().ToString().IndexOf("JsonSerializable", StringComparison.Ordinal) >= 0
        from declaration in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
        where declaration.AttributeLists.Count > 0
        let context = _compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration) as INamedTypeSymbol
        where context is not null && IsContext(context)
        select context;

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (var @base = type.BaseType; @base is not null; @base = @base.BaseType)
        {
            if (@base.IsNamed(Namespace, Context))
                return true;
        }

        return false;
    }

    // A context that brings converters of its own may bring one for the hash.
    private static IEnumerable<ITypeSymbol> Roots(INamedTypeSymbol context)
    {
        var attributes = context.GetAttributes();
        return attributes.Any(static attribute => attribute.NamedArguments.Any(static argument => argument is { Key: "Converters", Value.Kind: TypedConstantKind.Array }))
            ? []
            : attributes
                .Where(static attribute => attribute.AttributeClass.IsNamed(Namespace, "JsonSerializableAttribute"))
                .Select(static attribute => attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } ? type : null)
                .OfType<ITypeSymbol>();
    }

    private IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol named => named.TypeArguments.Concat(IsOurs(named) ? Members(named).Concat(Derived(named)) : []),
        _ => [],
    };

    private bool IsOurs(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);

    private static IEnumerable<ITypeSymbol> Members(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            var written = member switch
            {
                IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null } property when IsWritten(property) => property.Type,
                IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field when IsMarked(field, "JsonIncludeAttribute") => field.Type,
                _ => null,
            };
            if (written is not null && !HasConverter(member))
                yield return written;
        }

        if (type.BaseType is { SpecialType: SpecialType.None } @base)
            yield return @base;
    }

    private static bool IsWritten(IPropertySymbol property) =>
        !IsMarked(property, "JsonIgnoreAttribute")
        && (property.DeclaredAccessibility == Accessibility.Public || IsMarked(property, "JsonIncludeAttribute"));

    private static bool IsMarked(ISymbol member, string attribute) => member.GetAttributes().Any(mark => mark.AttributeClass.IsNamed(Namespace, attribute));

    private static IEnumerable<ITypeSymbol> Derived(INamedTypeSymbol type) => type.GetAttributes()
        .Where(static attribute => attribute.AttributeClass is { Name: "JsonDerivedTypeAttribute" })
        .Select(static attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
        .OfType<ITypeSymbol>();
}
