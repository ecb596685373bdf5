using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A call that deletes a lock, whatever it has become.</summary>
internal static class LockDeletion
{
    public static InvocationExpressionSyntax? Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (name.CallBy() is not { } call)
            return null;
        var path = new LockPath(model, cancellationToken);
        return name.Identifier.ValueText switch
        {
            "Delete" or "DeleteAsync" or "DeleteIfExists" or "DeleteIfExistsAsync" or "DeleteFile" or "DeleteFileAsync" when IsOfFiles(call, model, cancellationToken) =>
                (call.ArgumentList.Arguments.FirstOrDefault() is { } first && path.IsLock(first.Expression)) || (IsOnItself(call) && path.IsLock(call.Receiver()!)) ? call : null,
            "DeleteObject" or "DeleteObjectAsync" => IsUnconditional(call, path, model, cancellationToken) ? call : null,
            _ => null,
        };
    }

    // A file knows its path; a stream or a blob may be deleted under a lease.
    private static bool IsOnItself(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Count == 0 && call.Receiver() is not null;

    private static bool IsOfFiles(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.Called(call, cancellationToken) is { } method)
        {
            return method.ContainingType is { } type
                && (type.IsNamed("System.IO", "File") || type.IsNamed("System.IO", "FileInfo") || type.IsNamed("System.IO", "FileSystemInfo")
                    || type.IsNamed("System.IO.Abstractions", "IFile") || type.IsNamed("System.IO.Abstractions", "IFileSystemInfo") || type.IsNamed("System.IO.Abstractions", "IFileInfo")
                    || (type.Name.IndexOf("File", StringComparison.Ordinal) >= 0 && call.ArgumentList.Arguments.Count > 0));
        }

        // What wraps it, where its type is missing: "_fileSystem.File.Delete".
        return call.Receiver() is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "File" };
    }

    private static bool IsUnconditional(InvocationExpressionSyntax call, LockPath path, SemanticModel model, CancellationToken cancellationToken)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count > 1 && path.IsLock(arguments[1].Expression))
            return true;
        return arguments.Count > 0
            && ObjectRequest.Of(arguments[0].Expression, model, cancellationToken) is { } request
            && request.Key is { } key
            && path.IsLock(key)
            && !request.HasCondition();
    }
}
