using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Transfers;

/// <summary>Calls that bring data to another place.</summary>
internal static class Transfer
{
    private static readonly string[] Namespaces =
    [
        "Amazon.S3", "Azure.Storage", "Microsoft.Azure.Storage", "Microsoft.WindowsAzure.Storage", "Google.Cloud.Storage", "Minio",
        "FluentFTP", "Renci.SshNet", "WinSCP", "System.Net", "Guarded.Store",
    ];

    public static bool Is(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.ArgumentList.Arguments.Count == 0 || call.CalledName()?.Identifier.ValueText is not { } name || Words.Of(name) is not { Count: > 0 } words)
            return false;
        return words[0] switch
        {
            // Whoever wraps it says so.
            "upload" or "download" => true,
            "push" or "pull" or "transfer" or "send" => words.Count > 1 && words[1] is "file" or "files" or "object" or "blob" or "payload",
            "put" or "copy" or "store" or "get" => IsOfStorage(call, words, model, cancellationToken) || (words[0] == "copy" && IsOfFile(call, model, cancellationToken)),
            "move" => IsOfFile(call, model, cancellationToken),
            _ => false,
        };
    }

    private static bool IsOfStorage(InvocationExpressionSyntax call, IReadOnlyList<string> words, SemanticModel model, CancellationToken cancellationToken) =>
        model.Called(call, cancellationToken) is { ContainingType: { } type }
            ? type.ContainingNamespace?.ToDisplayString() is { } space && Namespaces.Any(prefix => space.StartsWith(prefix, StringComparison.Ordinal))
            : words.Count > 1 && words[1] is "object" or "blob";

    private static bool IsOfFile(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.Called(call, cancellationToken)?.ContainingType is { } type && (type.IsNamed("System.IO", "File") || type.IsNamed("System.IO.Abstractions", "IFile"));
}
