using Microsoft.CodeAnalysis;

namespace Guarded.ContentHashes;

/// <summary>The attribute that asks for a content hash, known by its full name: whoever uses the generator alone declares it.</summary>
internal static class ContentHashMark
{
    public const string MetadataName = "Guarded.ContentHashAttribute";

    /// <summary>The first such attribute on the type; a second one is the compiler's to refuse.</summary>
    public static AttributeData? On(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { } mark && IsMark(mark))
                return attribute;
        }

        return null;
    }

    /// <summary>Whether the text of a hash may be in upper or mixed case.</summary>
    public static bool AcceptsUpperCase(AttributeData mark) =>
        mark.NamedArguments.Any(static argument => argument is { Key: "AcceptUpperCase", Value.Value: true });

    private static bool IsMark(INamedTypeSymbol type) => type is
    {
        Name: "ContentHashAttribute",
        Arity: 0,
        ContainingType: null,
        ContainingNamespace: { Name: "Guarded", ContainingNamespace.IsGlobalNamespace: true },
    };
}
