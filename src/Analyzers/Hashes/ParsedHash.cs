using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Hashes;

/// <summary>Methods that parse text as a content hash, by the rules of <c>IParsable</c> and its siblings.</summary>
internal static class ParsedHash
{
    /// <summary>The type that a method called <c>Parse</c> or <c>TryParse</c> makes of its first argument; null where that is no content hash.</summary>
    public static ITypeSymbol? Of(IMethodSymbol method, HashTypes types)
    {
        var made = method.Name == "Parse" ? method.ReturnType : method.Parameters.LastOrDefault()?.Type;
        return types.Include(made) && (IsItsOwn(method, made!) || IsOfAny(method, made!)) ? made : null;
    }

    // A parse method of another shape has its own idea of what it reads.
    private static bool IsItsOwn(IMethodSymbol method, ITypeSymbol hash) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, hash)
        && method.Parameters.Skip(1).All(parameter => parameter.RefKind == RefKind.Out || parameter.Type.IsNamed("System", "IFormatProvider"));

    // static T Parse<T>(string text) where T : IParsable<T>
    private static bool IsOfAny(IMethodSymbol method, ITypeSymbol hash) =>
        IsOfAny(method.TypeArguments, method.TypeParameters, hash)
        || IsOfAny(method.ContainingType.TypeArguments, method.ContainingType.TypeParameters, hash);

    private static bool IsOfAny(IReadOnlyList<ITypeSymbol> arguments, IReadOnlyList<ITypeParameterSymbol> parameters, ITypeSymbol hash)
    {
        for (var index = 0; index < arguments.Count && index < parameters.Count; index++)
        {
            if (SymbolEqualityComparer.Default.Equals(arguments[index], hash) && parameters[index].ConstraintTypes.Any(IsParsable))
                return true;
        }

        return false;
    }

    private static bool IsParsable(ITypeSymbol constraint) =>
        constraint.IsNamed("System", "IParsable") || constraint.IsNamed("System", "ISpanParsable") || constraint.IsNamed("System", "IUtf8SpanParsable");
}
