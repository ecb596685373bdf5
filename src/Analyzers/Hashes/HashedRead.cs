using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A call that reads a file which is called by the hash of its content, for others to use.</summary>
internal sealed class HashedRead
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;

    private HashedRead(ExpressionSyntax call, HashedPath path, SemanticModel model, CancellationToken cancellationToken)
    {
        (Call, Path) = (call, path);
        (_model, _cancellationToken) = (model, cancellationToken);
    }

    public ExpressionSyntax Call { get; }

    public HashedPath Path { get; }

    /// <summary>What a name calls or constructs; null where that is something else.</summary>
    public static HashedRead? Of(SimpleNameSyntax name, HashTypes? types, SemanticModel model, CancellationToken cancellationToken)
    {
        ExpressionSyntax? call = name.CallBy() ?? (ExpressionSyntax?)((name.Parent is QualifiedNameSyntax qualified ? qualified : (SyntaxNode)name).Parent as ObjectCreationExpressionSyntax);
        if (call is null || call is ObjectCreationExpressionSyntax { Type: var type } && !type.Span.Contains(name.Span) || TestCode.Holds(call))
            return null;
        return FileUse.Of(call, model, cancellationToken).FirstOrDefault() is { Effect: FileEffect.Read } use
            && HashedPath.Of(use.Path, types, model, cancellationToken) is { } path
            && (path.IsTyped || IsHandedOut(call))
                ? new HashedRead(call, path, model, cancellationToken)
                : null;
    }

    /// <summary>Whether the function, one that it calls or one of its type that calls it computes a hash or verifies.</summary>
    public bool IsVerified()
    {
        var member = Call.Member();
        return Verifies(member)
            || member.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression.Bare() is SimpleNameSyntax && DeclaredFunction.Named(call.Expression.Bare(), _model, _cancellationToken) is { Body: var body } && Verifies(body))
            || (NameOf(member) is { } name && (Call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.CalledName()?.Identifier.ValueText == name && call.Member() != member && Verifies(call.Member())) ?? false));
    }

    private static string? NameOf(SyntaxNode member) => (member as MethodDeclarationSyntax)?.Identifier.ValueText;

    private static bool Verifies(SyntaxNode code) => code.DescendantNodes().Any(static node => node switch
    {
        InvocationExpressionSyntax call => call.CalledName()?.Identifier.ValueText is { } name && (IsVerification(name) || (name == "Create" && call.Receiver() is SimpleNameSyntax { Identifier.ValueText: var algorithm } && (Crypto.IsPlain(algorithm) || Crypto.IsKeyed(algorithm)))),
        ObjectCreationExpressionSyntax creation => Words.Of(creation.Type.ToString()) is var words && words.Contains("stream") && words.Any(static word => word is "hash" or "hashing" or "verifying" or "verified" or "crypto" or "checksum" or "checked"),
        _ => false,
    });

    private static bool IsVerification(string method)
    {
        if (method is "GetHashCode" or "GetBytes")
            return false;
        if (Crypto.IsComputation(method))
            return true;
        var words = Words.Of(method);
        if (words.Count == 0 || words[words.Count - 1] is "path" or "name" or "folder" or "directory" or "dir" or "key" or "location" or "filename")
            return false;
        return words.Any(static word => word is "verify" or "verified" or "verifies" or "validate" or "integrity" or "checksum" or "checked" or "rehash")
            || words[0] is "compute" or "calculate" or "calc" or "hash" or "sha" or "md" or "crc"
            || (words[0] is "get" or "create" or "try" or "check" or "make" or "to" or "is" or "ensure" or "assert" && words.Skip(1).Any(static word => word is "hash" or "sha" or "digest"));
    }

    // Who only looks at it takes nothing for the content.
    private static bool IsHandedOut(SyntaxNode call) => call.Member() switch
    {
        MethodDeclarationSyntax { ReturnType: var type } => IsContent(type),
        _ => false,
    };

    private static bool IsContent(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => IsContent(nullable.ElementType),
        GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask", TypeArgumentList.Arguments: [var result] } => IsContent(result),
        GenericNameSyntax generic => generic.Identifier.ValueText is "ReadOnlyMemory" or "Memory" or "IAsyncEnumerable" or "IEnumerable",
        ArrayTypeSyntax array => array.ElementType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ByteKeyword },
        PredefinedTypeSyntax predefined => predefined.Keyword.IsKind(SyntaxKind.StringKeyword),
        QualifiedNameSyntax qualified => IsContent(qualified.Right),
        SimpleNameSyntax name => name.Identifier.ValueText.EndsWith("Stream", StringComparison.Ordinal) || name.Identifier.ValueText is "StreamReader" or "TextReader" or "SafeFileHandle" or "BinaryReader",
        _ => false,
    };
}
