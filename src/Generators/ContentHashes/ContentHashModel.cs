using Guarded.ContentHashes;

namespace Guarded.Generators.ContentHashes;

/// <summary>All of a declaration that the emitted source depends on; text only, so that two equal declarations make equal models.</summary>
/// <param name="Namespace">The escaped namespace, or null for the global one.</param>
/// <param name="ContainingTypes">The headers of the types around it, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="Identifier">The name as code declares it.</param>
/// <param name="Name">The name as messages write it.</param>
/// <param name="HintName">The name of the emitted file.</param>
/// <param name="Function">The hash function.</param>
/// <param name="AcceptsUpperCase">Whether its text may be in upper or mixed case.</param>
/// <param name="HasJsonConverter">Whether it names a JSON converter of its own.</param>
/// <param name="HasTypeConverter">Whether it names a type converter of its own.</param>
internal sealed record ContentHashModel(
    string? Namespace,
    EquatableArray<string> ContainingTypes,
    string Identifier,
    string Name,
    string HintName,
    HashFunction Function,
    bool AcceptsUpperCase,
    bool HasJsonConverter,
    bool HasTypeConverter)
{
    /// <summary>The type as code inside it refers to it: in full where one of the file's own aliases has its name.</summary>
    public string Type => ContainingTypes.Count > 0 || !ContentHashSource.IsAlias(Identifier)
        ? Identifier
        : $"global::{(Namespace is null ? "" : Namespace + ".")}{Identifier}";
}
