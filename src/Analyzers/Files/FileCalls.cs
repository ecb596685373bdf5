using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Files;

/// <summary>The methods that do something at a path.</summary>
internal static class FileCalls
{
    private const string Atomic = "AtomicFile"; // whole, and no less in a race

    /// <summary>What a call does; nothing where it is no call on files.</summary>
    public static IEnumerable<FileUse> Uses(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.CalledName() is not { } name || !IsName(name.Identifier.ValueText))
            return [];
        return FileOwner.Of(name, model, cancellationToken) switch
        {
            FileOwnerKind.File => OfFile(call, "File", name.Identifier.ValueText),
            FileOwnerKind.Folder => OfFolder(call, name.Identifier.ValueText),
            FileOwnerKind.FileObject => OfFileObject(call, name.Identifier.ValueText),
            FileOwnerKind.FolderObject => OfFolderObject(call, name.Identifier.ValueText),
            _ when name.Symbol(model, cancellationToken)?.ContainingType is { Name: Atomic } type && type.IsNamed("Guarded.Store.Files", Atomic) => OfFile(call, Atomic, name.Identifier.ValueText),
            _ => OfDocument(call, name, model, cancellationToken),
        };
    }

    private static bool IsName(string name) => name
        is "ReadAllText" or "ReadAllTextAsync" or "ReadAllBytes" or "ReadAllBytesAsync" or "ReadAllLines" or "ReadAllLinesAsync"
        or "ReadLines" or "ReadLinesAsync" or "OpenRead" or "OpenText" or "Open" or "OpenHandle" or "OpenWrite" or "Create" or "CreateText"
        or "WriteAllText" or "WriteAllTextAsync" or "WriteAllBytes" or "WriteAllBytesAsync" or "WriteAllLines" or "WriteAllLinesAsync"
        or "AppendAllText" or "AppendAllTextAsync" or "AppendAllLines" or "AppendAllLinesAsync" or "AppendAllBytes" or "AppendAllBytesAsync" or "AppendText"
        or "Copy" or "CopyTo" or "Move" or "MoveTo" or "Replace" or "Delete" or "CreateDirectory" or "Load" or "Save" or "ExtractToFile" or "ExtractToFileAsync";

    private static IEnumerable<FileUse> OfFile(InvocationExpressionSyntax call, string owner, string name)
    {
        switch (name)
        {
            case "Copy" or "Move":
                if (Argument(call, "sourceFileName", 0) is { } from && Argument(call, "destFileName", 1) is { } to)
                {
                    yield return new FileUse(call, $"{owner}.{name}", from, name == "Copy" ? FileEffect.Read : FileEffect.MoveAway);
                    yield return new FileUse(call, $"{owner}.{name}", to, Arrival(Argument(call, "overwrite", 2)));
                }

                break;
            case "Replace":
                if (Argument(call, "sourceFileName", 0) is { } source && Argument(call, "destinationFileName", 1) is { } target)
                {
                    yield return new FileUse(call, "File.Replace", source, FileEffect.MoveAway);
                    yield return new FileUse(call, "File.Replace", target, FileEffect.Replace);
                }

                break;
            default:
                if (Argument(call, "path", 0) is { } path && Effect(name, call.ArgumentList, 1) is { } effect)
                    yield return new FileUse(call, $"{owner}.{name}", path, effect);
                break;
        }
    }

    private static IEnumerable<FileUse> OfFolder(InvocationExpressionSyntax call, string name)
    {
        switch (name)
        {
            case "Delete" or "CreateDirectory":
                if (Argument(call, "path", 0) is { } path)
                    yield return new FileUse(call, $"Directory.{name}", path, name == "Delete" ? FileEffect.DeleteFolder : FileEffect.CreateFolder);
                break;
            case "Move":
                if (Argument(call, "sourceDirName", 0) is { } from && Argument(call, "destDirName", 1) is { } to)
                {
                    yield return new FileUse(call, "Directory.Move", from, FileEffect.MoveAway);
                    yield return new FileUse(call, "Directory.Move", to, FileEffect.Arrive);
                }

                break;
        }
    }

    private static IEnumerable<FileUse> OfFileObject(InvocationExpressionSyntax call, string name)
    {
        if (call.Receiver() is not { } file)
            yield break;
        switch (name)
        {
            case "CopyTo" or "MoveTo":
                yield return new FileUse(call, $"FileInfo.{name}", file, name == "CopyTo" ? FileEffect.Read : FileEffect.MoveAway);
                if (Argument(call, "destFileName", 0) is { } to)
                    yield return new FileUse(call, $"FileInfo.{name}", to, Arrival(Argument(call, "overwrite", 1)));
                break;
            case "Replace":
                yield return new FileUse(call, "FileInfo.Replace", file, FileEffect.MoveAway);
                if (Argument(call, "destinationFileName", 0) is { } target)
                    yield return new FileUse(call, "FileInfo.Replace", target, FileEffect.Replace);
                break;
            default:
                if (Effect(name, call.ArgumentList, 0) is { } effect)
                    yield return new FileUse(call, $"FileInfo.{name}", file, effect);
                break;
        }
    }

    private static IEnumerable<FileUse> OfFolderObject(InvocationExpressionSyntax call, string name)
    {
        if (call.Receiver() is not { } folder)
            yield break;
        switch (name)
        {
            case "Delete" or "Create":
                yield return new FileUse(call, $"DirectoryInfo.{name}", folder, name == "Delete" ? FileEffect.DeleteFolder : FileEffect.CreateFolder);
                break;
            case "MoveTo":
                yield return new FileUse(call, "DirectoryInfo.MoveTo", folder, FileEffect.MoveAway);
                if (Argument(call, "destDirName", 0) is { } to)
                    yield return new FileUse(call, "DirectoryInfo.MoveTo", to, FileEffect.Arrive);
                break;
        }
    }

    // Documents that are read from a path and written to one as a whole, and an archive's entries.
    private static IEnumerable<FileUse> OfDocument(InvocationExpressionSyntax call, SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (name.Identifier.ValueText is not ("Load" or "Save" or "ExtractToFile" or "ExtractToFileAsync")
            || call.ArgumentList.Arguments.FirstOrDefault() is not { Expression: var first }
            || name.Symbol(model, cancellationToken) is not IMethodSymbol method)
        {
            yield break;
        }

        var type = method.ContainingType;
        if (type.IsNamed("System.IO.Compression", "ZipFileExtensions") || type.IsNamed("System.Formats.Tar", "TarEntry"))
        {
            var index = method.ReducedFrom is null && method.IsStatic ? 1 : 0;
            if (Argument(call, "destinationFileName", index) is { } at)
                yield return new FileUse(call, name.Identifier.ValueText, at, Arrival(Argument(call, "overwrite", index + 1)));
        }
        else if (type.ContainingNamespace?.Name is "Linq" or "Xml"
            && (type.IsNamed("System.Xml.Linq", "XDocument") || type.IsNamed("System.Xml.Linq", "XElement") || type.IsNamed("System.Xml", "XmlDocument"))
            && model.GetTypeInfo(first, cancellationToken).Type is { SpecialType: SpecialType.System_String })
        {
            yield return new FileUse(call, $"{type.Name}.{name.Identifier.ValueText}", first, name.Identifier.ValueText == "Load" ? FileEffect.Read : FileEffect.Write);
        }
    }

    private static FileEffect? Effect(string name, ArgumentListSyntax arguments, int mode) => name switch
    {
        "OpenWrite" or "Create" or "CreateText" => FileEffect.Write,
        "AppendText" => FileEffect.Append,
        "Open" => OpenedStreams.Effect(arguments, mode),
        "OpenHandle" => arguments.Arguments.Count > mode ? OpenedStreams.Effect(arguments, mode) : FileEffect.Read,
        "Delete" => FileEffect.DeleteFile,
        _ when name.StartsWith("Read", StringComparison.Ordinal) || name is "OpenRead" or "OpenText" => FileEffect.Read,
        _ when name.StartsWith("WriteAll", StringComparison.Ordinal) => FileEffect.Write,
        _ when name.StartsWith("AppendAll", StringComparison.Ordinal) => FileEffect.Append,
        _ => null,
    };

    // A flag may be either: what fails is the lesser claim.
    private static FileEffect Arrival(ExpressionSyntax? overwrite) =>
        overwrite.IsKind(SyntaxKind.TrueLiteralExpression) ? FileEffect.ArriveOver : FileEffect.Arrive;

    private static ExpressionSyntax? Argument(InvocationExpressionSyntax call, string name, int index) => call.ArgumentList.Argument(name, index);
}
