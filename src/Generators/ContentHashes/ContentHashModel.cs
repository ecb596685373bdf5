using Guarded.ContentHashes;

namespace Guarded.Generators.ContentHashes;

/// <summary>All that the emitted source depends on; text only, so that two equal declarations make equal models.</summary>
/// <param name="Namespace">The escaped namespace, or null for the global one.</param>
/// <param name="ContainingTypes">The headers of the types around it, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="Identifier">The name as code writes it.</param>
/// <param name="Name">The name as messages write it.</param>
/// <param name="HintName">The name of the emitted file.</param>
/// <param name="Function">The hash function.</param>
internal sealed record ContentHashModel(
    string? Namespace,
    EquatableArray<string> ContainingTypes,
    string Identifier,
    string Name,
    string HintName,
    HashFunction Function);
