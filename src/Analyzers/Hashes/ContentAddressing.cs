using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>Whether the code around a hash speaks of content that is stored under it.</summary>
internal static class ContentAddressing
{
    public static bool IsAround(SimpleNameSyntax hash, ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken) =>
        hash.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && (IsNamedStore(type.Identifier.ValueText) || IsSharded(path, model, cancellationToken) || type.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsHashOfContent));

    private static bool IsNamedStore(string type) =>
        Words.Of(type) is var words
        && words.Any(static word => word is "blob" or "blobs" or "object" or "objects" or "content" or "payload" or "payloads" or "chunk" or "chunks" or "addressable" or "addressed" or "cas" or "artifact" or "attachment")
        && words.Any(static word => word is "store" or "storage" or "repository" or "database" or "db" or "vault" or "archive");

    // Path.Combine(root, hash[..2], hash), also in the method that makes the path. One step: methods may call each other in a circle.
    private static bool IsSharded(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken) =>
        IsCut(path)
        || path.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is SimpleNameSyntax && DeclaredFunction.Named(call.Expression, model, cancellationToken) is { Body: var body } && IsCut(body));

    private static bool IsCut(SyntaxNode code) => code.DescendantNodesAndSelf().Any(static node => node switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax }] } => true,
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.ValueText: "0" } }, _] } call => call.CalledName()?.Identifier.ValueText == "Substring",
        _ => false,
    });

    // That of a text names something else: a URL, a key.
    private static bool IsHashOfContent(InvocationExpressionSyntax call) =>
        call.CalledName()?.Identifier.ValueText is "ComputeHash" or "ComputeHashAsync" or "HashData" or "HashDataAsync" or "AppendData"
        && call.ArgumentList.Arguments.Count > 0
        && !call.ArgumentList.Arguments[0].ToString().Contains("GetBytes");
}
