using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>The hash that a path is made of.</summary>
/// <param name="Hash">Where it stands.</param>
/// <param name="IsTyped">Whether its type says that it is one; else its name does.</param>
internal sealed record HashedPath(SimpleNameSyntax Hash, bool IsTyped)
{
    private const int Steps = 4;

    // What stands in its hash's name, or its type's, in most ways to write them.
    private static readonly string[] Parts = ["ash", "HASH", "ha256", "HA256", "igest", "DIGEST", "bjectId", "bjectID", "PayloadReference", "AttachmentId"];

    /// <summary>Whether a file can hold such a path at all.</summary>
    public static bool MayBeIn(SyntaxTree tree, CancellationToken cancellationToken) => Occurrences.AreAny(Parts, tree, cancellationToken);

    /// <summary>Finds it; null where there is none, or it need not be that of the content.</summary>
    public static HashedPath? Of(ExpressionSyntax path, HashTypes? types, SemanticModel model, CancellationToken cancellationToken) => In(path, Steps, types, model, cancellationToken);

    private static HashedPath? In(ExpressionSyntax path, int steps, HashTypes? types, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var name in path.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax).OfType<IdentifierNameSyntax>())
        {
            if (name.Parent is InvocationExpressionSyntax || name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && call.Expression == access && access.Name == name)
                continue;
            if (model.GetSymbolInfo(name, cancellationToken).Symbol is not { Kind: SymbolKind.Local or SymbolKind.Parameter or SymbolKind.Field or SymbolKind.Property } symbol || symbol.ValueType() is not { } type)
                continue;
            if (IsTypedHash(type, types))
                return new HashedPath(name, IsTyped: true);
            if (IsTextOrBytes(type) && IsContentHash(name, path, model, cancellationToken))
                return new HashedPath(name, IsTyped: false);
            if (symbol is ILocalSymbol && steps > 0 && VariableValue.Of(symbol, name, model, cancellationToken) is { } value && !value.Span.Contains(path.Span) && In(value, steps - 1, types, model, cancellationToken) is { } found)
                return found;
        }

        return null;
    }

    private static bool IsTypedHash(ITypeSymbol type, HashTypes? types) =>
        types?.Include(type) is true
        || type.IsNamed("Guarded.Store.Payloads", "PayloadReference")
        || type.IsNamed("Guarded.Store.Attachments", "AttachmentId");

    private static bool IsTextOrBytes(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol array => array.ElementType.SpecialType == SpecialType.System_Byte,
        _ => type.Name is "ReadOnlySpan" or "Span" or "ReadOnlyMemory",
    };

    // Any name may be hashed to make a file name of it; only some hashes are of content.
    private static bool IsContentHash(SimpleNameSyntax name, ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken)
    {
        var words = Words.Of(name.Identifier.ValueText);
        if (words.Any(IsOfSomethingElse) || !words.Any(static word => word is "hash" or "sha" or "digest" or "oid") && !IsObjectId(words))
            return false;
        return words.Any(static word => word is "content" or "blob" or "payload" or "chunk" or "file" or "data" or "digest")
            || name.Identifier.ValueText.StartsWith("sha256", StringComparison.OrdinalIgnoreCase)
            || ContentAddressing.IsAround(name, path, model, cancellationToken);
    }

    private static bool IsObjectId(IReadOnlyList<string> words) => words.Count == 2 && words[0] == "object" && words[1] is "id" or "hash";

    private static bool IsOfSomethingElse(string word) => word
        is "url" or "uri" or "key" or "name" or "query" or "password" or "request" or "path" or "string" or "text" or "email" or "user" or "code" or "commit" or "version" or "git" or "settings" or "config" or "link" or "info" or "table" or "map" or "set";
}
