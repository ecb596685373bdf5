using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>Whose call a file call is: <c>System.IO</c>'s, or that of what stands in for it (<c>System.IO.Abstractions</c>).</summary>
internal enum FileApi
{
    None,

    /// <summary><c>File</c>, with the path as first argument.</summary>
    File,

    /// <summary><c>FileInfo</c>, which is the path.</summary>
    FileInfo,

    /// <summary><c>Directory</c>, with the path as first argument.</summary>
    Directory,

    /// <summary><c>DirectoryInfo</c>, which is the path.</summary>
    DirectoryInfo,
}

/// <summary>Tells whose call a call is.</summary>
internal static class FileApis
{
    /// <summary>Whose call it is; the reference is the method with what it is called on.</summary>
    public static FileApi ApiOf(this SemanticModel model, ExpressionSyntax reference, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(reference, cancellationToken);
        return (info.Symbol ?? (reference.Parent is InvocationExpressionSyntax ? info.CandidateSymbols.FirstOrDefault() : null)) switch
        {
            IMethodSymbol { ContainingType: { } type } => Of(type),
            null when reference is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var system, Name.Identifier.ValueText: var name } }
                && model.GetTypeInfo(system, cancellationToken).Type is IErrorTypeSymbol { Name: "IFileSystem" or "FileSystem" } => name switch
            {
                "File" => FileApi.File,
                "Directory" => FileApi.Directory,
                _ => FileApi.None,
            },
            _ => FileApi.None,
        };
    }

    private static FileApi Of(INamedTypeSymbol type)
    {
        if (type.ContainingType is not null || type.ContainingNamespace is not { } @namespace)
            return FileApi.None;
        if (@namespace is { Name: "IO", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return type.Name switch
            {
                "File" => FileApi.File,
                "FileInfo" or "FileSystemInfo" => FileApi.FileInfo,
                "Directory" => FileApi.Directory,
                "DirectoryInfo" => FileApi.DirectoryInfo,
                _ => FileApi.None,
            };
        }

        return @namespace is { Name: "Abstractions", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } }
            ? type.Name switch
            {
                "IFile" or "FileBase" or "FileWrapper" => FileApi.File,
                "IFileInfo" or "FileInfoBase" or "FileInfoWrapper" or "IFileSystemInfo" => FileApi.FileInfo,
                "IDirectory" or "DirectoryBase" or "DirectoryWrapper" => FileApi.Directory,
                "IDirectoryInfo" or "DirectoryInfoBase" or "DirectoryInfoWrapper" => FileApi.DirectoryInfo,
                _ => FileApi.None,
            }
            : FileApi.None;
    }

    /// <summary>The method with what it is called on, if anything.</summary>
    public static ExpressionSyntax Reference(this SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
}
