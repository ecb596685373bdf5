using Microsoft.CodeAnalysis;

namespace Guarded.Generators.PayloadGuards;

/// <summary>The attribute that says where a stored payload is recorded, known by its full name.</summary>
internal static class PayloadMarks
{
    public const string MetadataName = "Guarded.PayloadReferenceAttribute";

    /// <summary>Whether the symbol carries the mark itself.</summary>
    public static bool IsOn(ISymbol symbol) => symbol.GetAttributes().Any(static attribute => attribute.AttributeClass is
    {
        Name: "PayloadReferenceAttribute",
        Arity: 0,
        ContainingType: null,
        ContainingNamespace: { Name: "Guarded", ContainingNamespace.IsGlobalNamespace: true },
    });
}
