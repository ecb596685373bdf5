using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    /// <summary>Whether it is what a record's parameter passes on to its property: <c>[property: …]</c>.</summary>
    public static bool MayBeOnProperty(SyntaxNode node) =>
        node is AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.PropertyKeyword, Parent: ParameterSyntax };
}
