using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators.ContentHashes;

/// <summary>Turns a marked declaration into its model.</summary>
internal static class ContentHashReader
{
    /// <summary>The model, or null for a declaration that cannot be completed; GRD3101 to GRD3104 report those.</summary>
    public static ContentHashModel? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (ContentHashMark.On(type) is not { } mark
            || !IsWrittenOn(context.TargetNode, mark, cancellationToken)
            || HashFunction.Of(mark) is not { } function
            || !Openness.Closed(type).IsEmpty
            || ValueShape.Obstacle(type) is not null
            || !EmittedMembers.Clashes(type).IsEmpty)
        {
            return null;
        }

        return new ContentHashModel(
            Identifiers.Escape(type.ContainingNamespace),
            new EquatableArray<string>(PartialHeader.Around(type)),
            Identifiers.Escape(type.Name),
            type.Name,
            HintName.Of(type),
            function,
            ContentHashMark.AcceptsUpperCase(mark),
            Carries(type, "JsonConverterAttribute"),
            Carries(type, "TypeConverterAttribute"));
    }

    // Two marked parts of one type are one type still.
    private static bool IsWrittenOn(SyntaxNode node, AttributeData mark, CancellationToken cancellationToken) =>
        mark.ApplicationSyntaxReference is { } reference && node.Contains(reference.GetSyntax(cancellationToken));

    // Or one that is derived from it: two of a kind would not compile, or be refused when they are read.
    private static bool Carries(INamedTypeSymbol type, string attributeName)
    {
        foreach (var attribute in type.GetAttributes())
        {
            for (var current = attribute.AttributeClass; current is not null; current = current.BaseType)
            {
                if (current.Name == attributeName)
                    return true;
            }
        }

        return false;
    }
}
