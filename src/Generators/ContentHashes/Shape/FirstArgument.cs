using Microsoft.CodeAnalysis;

namespace Guarded.ContentHashes;

/// <summary>The value that an attribute is about.</summary>
internal static class FirstArgument
{
    /// <summary>The value of the first positional argument, or null where there is none, or an array.</summary>
    public static object? Of(AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault() is { Kind: not TypedConstantKind.Array } argument ? argument.Value : null;
}
