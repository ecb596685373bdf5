using System.Runtime.CompilerServices;
using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>
/// Lists what a member does to files, in the order of its source, with what the methods of its type do that it calls.
/// The rules share one for each file, and hold it locked while they use it.
/// </summary>
internal sealed class FileSteps(SemanticModel model, WholeFileSavers savers)
{
    private const int Deepest = 2;

    private static readonly ConditionalWeakTable<SemanticModel, FileSteps> Shared = new();

    // That of who comes first is not for those who come later.
    private static readonly CancellationToken NoCancellation = CancellationToken.None;

    private readonly PathReader _reader = new(model, NoCancellation);

    private readonly Dictionary<SyntaxNode, IReadOnlyList<FileStep>> _members = [];

    private WholeFileWrites? _writes;

    private HashSet<string>? _declared;

    private IReadOnlyList<TypeSteps>? _publishing;

    public PathReader Reader => _reader;

    public WholeFileWrites Writes => _writes ??= new WholeFileWrites(model, _reader, savers, NoCancellation);

    /// <summary>The types that move or copy files.</summary>
    public IReadOnlyList<TypeSteps> Publishing => _publishing ??= [.. FilePublications.In(model, this, NoCancellation)];

    // Names first: most calls are of other files' methods, and are not bound.
    private HashSet<string> Declared => _declared ??= new(
        model.SyntaxTree.GetRoot(NoCancellation)
            .DescendantNodes(static node => node is not MemberDeclarationSyntax || node is BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>()
            .Select(static method => method.Identifier.ValueText),
        StringComparer.Ordinal);

    public static FileSteps In(SemanticModel model, WholeFileSavers savers) => Shared.GetValue(model, model => new FileSteps(model, savers));

    public IReadOnlyList<FileStep> Of(SyntaxNode member)
    {
        if (!_members.TryGetValue(member, out var steps))
        {
            List<FileStep> list = [];
            Add(list, member, PathArguments.None, place: null, depth: 0);
            _members.Add(member, steps = list);
        }

        return steps;
    }

    private void Add(List<FileStep> steps, SyntaxNode body, PathArguments arguments, SyntaxNode? place, int depth)
    {
        foreach (var node in body.DescendantNodes(node => node == body || node is not BaseTypeDeclarationSyntax))
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when call.CalledName() is { } name:
                    if (Step(call, name, arguments, place ?? call) is { } step)
                        steps.Add(step);
                    else if (depth < Deepest && Own(call, name) is var (method, inner) && inner != body)
                        Add(steps, inner, PathArguments.Of(method, call.ArgumentList, passed => _reader.Read(passed, arguments)), place ?? call, depth + 1);
                    break;
                case BaseObjectCreationExpressionSyntax creation:
                    if (Writes.Of(creation) is { Path: { } created } write)
                        steps.Add(new FileStep(FileStepKind.Write, isCertain: true, creation, place ?? creation, _reader.Read(created, arguments)) { Write = write });
                    break;
                case IdentifierNameSyntax { Identifier.ValueText: "WriteThrough" }:
                    steps.Add(new FileStep(FileStepKind.Flush, isCertain: true, (ExpressionSyntax)node, place ?? node, new PathValue([])));
                    break;
            }
        }
    }

    private FileStep? Step(InvocationExpressionSyntax call, SimpleNameSyntax name, PathArguments arguments, SyntaxNode place)
    {
        var called = name.Identifier.ValueText;
        switch (called)
        {
            case "Move" or "MoveTo" or "Replace" or "Copy" or "CopyTo" or "Delete" or "MoveAsync" or "CopyAsync" or "DeleteAsync":
                return (MayBeOfFile(call, called) ? Certain(call, called, arguments, place) : null) ?? ByName(call, called, arguments, place);
            case "Flush":
                return call.ArgumentList.Arguments is [{ Expression: var toDisk }] && !toDisk.IsKind(SyntaxKind.FalseLiteralExpression) ? Flush(call, place) : null;
            case "FlushAsync" or "Write" or "WriteAsync" or "WriteLine" or "Append" or "Combine" or "Exists" or "Add":
                return null;
        }

        if (IsFlush(called))
            return Flush(call, place);
        if ((WholeFileWrite.IsWriteAll(called) || WholeFileWrite.IsOpener(called) || savers.Names.Contains(called)) && Writes.Of(name) is { Path: { } path } write)
            return new FileStep(FileStepKind.Write, isCertain: true, call, place, _reader.Read(path, arguments)) { Write = write };
        return Own(call, name) is null ? ByName(call, called, arguments, place) : null;
    }

    // fsync, FlushToDisk, FlushFileBuffers, SyncToDisk
    private static bool IsFlush(string called) =>
        called.IndexOf("fsync", StringComparison.OrdinalIgnoreCase) >= 0
        || called.IndexOf("fdatasync", StringComparison.OrdinalIgnoreCase) >= 0
        || called.IndexOf("FlushTo", StringComparison.OrdinalIgnoreCase) >= 0
        || called.IndexOf("FlushFile", StringComparison.OrdinalIgnoreCase) >= 0
        || called.IndexOf("ToDisk", StringComparison.Ordinal) >= 0
        || called.IndexOf("Durabl", StringComparison.OrdinalIgnoreCase) >= 0;

    private static FileStep Flush(InvocationExpressionSyntax call, SyntaxNode place) => new(FileStepKind.Flush, isCertain: true, call, place, new PathValue([]));

    // text.Replace(a, b) is on every other line.
    private static bool MayBeOfFile(InvocationExpressionSyntax call, string called) =>
        called != "Replace" || (call.ArgumentList.Arguments.Count is >= 2 and <= 4 && !call.ArgumentList.Arguments.Any(static argument => argument.Expression.IsKind(SyntaxKind.CharacterLiteralExpression)));

    private FileStep? Certain(InvocationExpressionSyntax call, string called, PathArguments arguments, SyntaxNode place)
    {
        var owner = call.CalledName() is { } name ? FileOwner.Of(name, model, NoCancellation) : FileOwnerKind.None;
        var passed = call.ArgumentList.Arguments;
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        switch (called, owner)
        {
            case ("Move" or "Replace" or "Copy", FileOwnerKind.File) when passed.Count >= 2:
                return Two(At(passed, 0, "sourceFileName"), At(passed, 1, called == "Replace" ? "destinationFileName" : "destFileName"), called == "Copy" ? FileStepKind.Copy : FileStepKind.Move, called == "Replace" || IsTrue(passed, 2));
            case ("Move", FileOwnerKind.Folder) when passed.Count >= 2:
                return Two(At(passed, 0, "sourceDirName"), At(passed, 1, "destDirName"), FileStepKind.Move, overwrites: false);
            case ("MoveTo" or "Replace" or "CopyTo", FileOwnerKind.FileObject) when passed.Count >= 1 && receiver is not null:
                return Two(receiver, passed[0].Expression, called == "CopyTo" ? FileStepKind.Copy : FileStepKind.Move, called == "Replace" || IsTrue(passed, 1));
            case ("MoveTo", FileOwnerKind.FolderObject) when passed.Count == 1 && receiver is not null:
                return Two(receiver, passed[0].Expression, FileStepKind.Move, overwrites: false);
            case ("Delete", FileOwnerKind.File or FileOwnerKind.Folder) when passed.Count >= 1:
                return One(passed[0].Expression, owner == FileOwnerKind.Folder ? FileStepKind.DeleteFolder : FileStepKind.Delete);
            case ("Delete", FileOwnerKind.FileObject or FileOwnerKind.FolderObject) when receiver is not null:
                return One(receiver, owner == FileOwnerKind.FolderObject ? FileStepKind.DeleteFolder : FileStepKind.Delete);
            default:
                return null;
        }

        FileStep Two(ExpressionSyntax path, ExpressionSyntax target, FileStepKind kind, bool overwrites) =>
            new(kind, isCertain: true, call, place, _reader.Read(path, arguments), _reader.Read(target, arguments)) { PathExpression = path, TargetExpression = target, Overwrites = overwrites, IsFolder = owner is FileOwnerKind.Folder or FileOwnerKind.FolderObject };

        FileStep One(ExpressionSyntax path, FileStepKind kind) => new(kind, isCertain: true, call, place, _reader.Read(path, arguments)) { PathExpression = path };
    }

    private static ExpressionSyntax At(SeparatedSyntaxList<ArgumentSyntax> passed, int index, string name) =>
        (passed.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name) ?? passed[index]).Expression;

    private bool IsTrue(SeparatedSyntaxList<ArgumentSyntax> passed, int index) =>
        passed.Count > index && model.GetConstantValue(At(passed, index, "overwrite"), NoCancellation).Value is true;

    // What wraps it: FileUtility.MoveFile, _storage.RenameAsync, ReplaceWithRetry, NativeMethods.MoveFileEx, TryDelete.
    private FileStep? ByName(InvocationExpressionSyntax call, string called, PathArguments arguments, SyntaxNode place)
    {
        if (call.ArgumentList.Arguments is not [{ Expression: var first }, ..] passed)
            return null;
        if (called.HasWord(static word => word is "move" or "rename" or "renameat" or "replace" or "swap" or "promote" or "publish" or "commit" or "finalize" or "install") && (called != "Replace" || IsOfFile(call)))
        {
            var target = passed.Count > 1 ? _reader.Read(passed[1].Expression, arguments) : null;
            return new FileStep(FileStepKind.Move, isCertain: false, call, place, _reader.Read(first, arguments), target);
        }

        if (called.HasWord(static word => word is "delete" or "unlink" or "cleanup") && (called != "Delete" || IsOfFile(call)))
            return new FileStep(FileStepKind.Delete, isCertain: false, call, place, _reader.Read(first, arguments));
        if (IsWriter(called))
        {
            foreach (var argument in passed)
            {
                if (_reader.Read(argument.Expression, arguments) is { IsNamedTemporary: true } path)
                    return new FileStep(FileStepKind.Write, isCertain: false, call, place, path);
            }
        }

        return null;
    }

    private static bool IsWriter(string called) => called.HasWord(static word => word
        is "write" or "save" or "create" or "download" or "serialize" or "export" or "extract" or "dump" or "encode" or "generate" or "compress" or "store" or "copy" or "build");

    // A string has a Replace too.
    private static bool IsOfFile(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax => true,
        MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } => IsNamedFile(type),
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax type } => IsNamedFile(type.Name),
        _ => false,
    };

    private static bool IsNamedFile(SimpleNameSyntax type) => type.Identifier.ValueText.IndexOf("file", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The method and its body, where it is one of this type and file.</summary>
    private (IMethodSymbol, SyntaxNode)? Own(InvocationExpressionSyntax call, SimpleNameSyntax name)
    {
        if (call.Expression is MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) and var receiver } && !IsOwnType(call, receiver))
            return null;
        if (!Declared.Contains(name.Identifier.ValueText))
            return null;
        if (model.Called(call, NoCancellation) is not { MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences: [var reference] } method || reference.SyntaxTree != model.SyntaxTree)
            return null;
        return reference.GetSyntax(NoCancellation) is MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null }
            && name.Identifier.ValueText == method.Name
            ? (method, reference.GetSyntax(NoCancellation))
            : null;
    }

    private static bool IsOwnType(SyntaxNode call, ExpressionSyntax receiver) =>
        receiver is SimpleNameSyntax type && call.Ancestors().OfType<TypeDeclarationSyntax>().Any(around => around.Identifier.ValueText == type.Identifier.ValueText);
}
