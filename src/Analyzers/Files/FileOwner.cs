using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Files;

/// <summary>Whose member a call names: the framework's, or that of the abstraction of it which most tests use.</summary>
internal static class FileOwner
{
    private const string Abstractions = "System.IO.Abstractions";

    /// <summary>What a name is a member of; where it does not bind, what it is written on.</summary>
    public static FileOwnerKind Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(name, cancellationToken).CandidateReason == CandidateReason.MemberGroup)
            return FileOwnerKind.None; // nameof(File.Move)
        if (name.Symbol(model, cancellationToken) is { Kind: SymbolKind.Method or SymbolKind.Property } member)
            return Of(member.ContainingType);

        var receiver = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (receiver is null)
            return FileOwnerKind.None;
        if (model.GetSymbolInfo(receiver, cancellationToken).Symbol is INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
            return Of(type);
        return model.GetTypeInfo(receiver, cancellationToken).Type is { TypeKind: not TypeKind.Error } known ? Of(known) : Written(receiver);
    }

    /// <summary>What a type is.</summary>
    public static FileOwnerKind Of(ITypeSymbol? type) => type?.Name switch
    {
        "File" when type.IsNamed("System.IO", "File") => FileOwnerKind.File,
        "Directory" when type.IsNamed("System.IO", "Directory") => FileOwnerKind.Folder,
        "Path" when type.IsNamed("System.IO", "Path") => FileOwnerKind.Path,
        "FileInfo" when type.IsNamed("System.IO", "FileInfo") => FileOwnerKind.FileObject,
        "DirectoryInfo" when type.IsNamed("System.IO", "DirectoryInfo") => FileOwnerKind.FolderObject,
        "FileSystemInfo" when type.IsNamed("System.IO", "FileSystemInfo") => FileOwnerKind.FileObject,
        "IFile" or "FileBase" or "FileWrapper" when type.IsNamed(Abstractions, type.Name) => FileOwnerKind.File,
        "IDirectory" or "DirectoryBase" or "DirectoryWrapper" when type.IsNamed(Abstractions, type.Name) => FileOwnerKind.Folder,
        "IPath" or "PathBase" or "PathWrapper" when type.IsNamed(Abstractions, type.Name) => FileOwnerKind.Path,
        "IFileInfo" or "FileInfoBase" or "FileInfoWrapper" or "IFileSystemInfo" when type.IsNamed(Abstractions, type.Name) => FileOwnerKind.FileObject,
        "IDirectoryInfo" or "DirectoryInfoBase" or "DirectoryInfoWrapper" when type.IsNamed(Abstractions, type.Name) => FileOwnerKind.FolderObject,
        _ => FileOwnerKind.None,
    };

    // A reference is missing: fileSystem.File, or the File of a library.
    private static FileOwnerKind Written(ExpressionSyntax receiver) => receiver switch
    {
        SimpleNameSyntax name => Written(name),
        MemberAccessExpressionSyntax access => Written(access.Name),
        _ => FileOwnerKind.None,
    };

    private static FileOwnerKind Written(SimpleNameSyntax name) => name.Identifier.ValueText switch
    {
        "File" => FileOwnerKind.File,
        "Directory" => FileOwnerKind.Folder,
        "Path" => FileOwnerKind.Path,
        _ => FileOwnerKind.None,
    };
}
