using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>Recognises the calls that write whole files.</summary>
internal sealed class WholeFileWrites(SemanticModel model, PathReader reader, WholeFileSavers savers, CancellationToken cancellationToken)
{
    private readonly string _text = model.SyntaxTree.GetText(cancellationToken).ToString();

    private HashSet<string>? _fileNames;

    /// <summary>The write by a method of this name, if it is one.</summary>
    public WholeFileWrite? Of(SimpleNameSyntax name)
    {
        var method = name.Identifier.ValueText;
        var reference = name.Reference();
        if (WholeFileWrite.IsWriteAll(method))
            return FileOwner.Of(name, model, cancellationToken) == FileOwnerKind.File ? Whole(reference, $"File.{method}") : null;
        if (reference.Parent is not InvocationExpressionSyntax call || call.Expression != reference)
            return null;
        return WholeFileWrite.IsOpener(method)
            ? (MayBeFile(call, method) ? Opened(call, reference, method) : null) ?? (savers.HasType(Receiver(call), method) ? Saved(call, reference, method) : null)
            : Saved(call, reference, method);
    }

    /// <summary>The write by a stream or writer that is created here, if it is one.</summary>
    public WholeFileWrite? Of(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation.ArgumentList is not { Arguments.Count: > 0 } arguments
            || TypeName(creation) is not { } type
            || !WholeFileWrite.IsStreamType(type))
        {
            return null;
        }

        if (model.GetTypeInfo(creation, cancellationToken).Type is IErrorTypeSymbol)
            return Opened(creation, arguments.Arguments[0].Expression, $"new {type}", WrittenOpening.Of(type, arguments, model, cancellationToken));
        if (model.Called(creation, cancellationToken) is not { Parameters: [{ Type.SpecialType: SpecialType.System_String } path, ..] } constructor
            || constructor.ContainingType.Name != type)
        {
            return null;
        }

        var effect = type == "FileStream" || constructor.Parameters.Any(static parameter => parameter.Type.Name == "FileStreamOptions")
            ? new StreamOpening(model, reader, cancellationToken).Of(constructor, arguments)
            : Appends(constructor, arguments) ? OpeningEffect.None : OpeningEffect.Emptied;
        return Opened(creation, arguments.Argument(path), $"new {type}", effect);
    }

    private static WholeFileWrite? Opened(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax? path, string name, OpeningEffect effect) =>
        effect == OpeningEffect.None ? null : new WholeFileWrite(creation, creation, path, name, effect, isStream: true);

    // FileStream stream = new(path, FileMode.Create);
    private static string? TypeName(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax { Type: var type } => NameOf(type),
        { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } } } => NameOf(type),
        _ => null,
    };

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax { Right.Identifier.ValueText: var name } => name,
        AliasQualifiedNameSyntax { Name.Identifier.ValueText: var name } => name,
        NullableTypeSyntax { ElementType: var element } => NameOf(element),
        _ => null,
    };

    // Whatever is not a constant may append.
    private bool Appends(IMethodSymbol constructor, ArgumentListSyntax arguments) =>
        constructor.Parameters.FirstOrDefault(static parameter => parameter.Name == "append") is { } append
        && arguments.Argument(append) is { } passed
        && model.GetConstantValue(passed, cancellationToken).Value is not false;

    private static WholeFileWrite Whole(ExpressionSyntax reference, string name)
    {
        var call = reference.Parent is InvocationExpressionSyntax invocation && invocation.Expression == reference ? invocation : null;
        var path = call?.ArgumentList.Arguments is { Count: > 0 } arguments
            ? (arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "path") ?? arguments[0]).Expression
            : null;
        return new WholeFileWrite(reference, call, path, name, OpeningEffect.Emptied, isStream: false);
    }

    // Many methods are called so. What is certainly no file is not even bound.
    private bool MayBeFile(InvocationExpressionSyntax call, string name) => Receiver(call) switch
    {
        null => FileNames.Contains(""),
        var receiver when FileNames.Contains(receiver) => true,
        _ when name is "Create" or "Open" => call.ArgumentList.Arguments.Count == 0 ? _text.Contains("FileInfo") : call.ArgumentList.Arguments.Any(IsMode),
        _ => true,
    };

    private static bool IsMode(ArgumentSyntax argument) => argument.Expression is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "FileMode" } };

    /// <summary>The last name of what a method is called on; null where it is called by its name alone.</summary>
    private static string? Receiver(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Expression: SimpleNameSyntax receiver } => receiver.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax receiver } => receiver.Name.Identifier.ValueText,
        SimpleNameSyntax => null,
        _ => "?",
    };

    // What File is called in this file; "" where its methods need no type.
    private HashSet<string> FileNames => _fileNames ??= ReadFileNames();

    private HashSet<string> ReadFileNames()
    {
        HashSet<string> names = ["File"];
        if (_text.Contains("System.IO.File;"))
        {
            foreach (var import in model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>())
            {
                if (import.Alias is { Name.Identifier.ValueText: var alias })
                    names.Add(alias);
                else if (!import.StaticKeyword.IsKind(SyntaxKind.None))
                    names.Add("");
            }
        }

        return names;
    }

    private WholeFileWrite? Opened(InvocationExpressionSyntax call, ExpressionSyntax reference, string name)
    {
        var arguments = call.ArgumentList;
        var owner = FileOwner.Of(call.CalledName()!, model, cancellationToken);
        var path = owner switch
        {
            FileOwnerKind.File => (arguments.Arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "path") ?? arguments.Arguments.FirstOrDefault())?.Expression,
            FileOwnerKind.FileObject => (reference as MemberAccessExpressionSyntax)?.Expression,
            _ when name == "Open" && arguments.Arguments is [var mode, ..] && IsMode(mode) && model.Called(call, cancellationToken) is null => (reference as MemberAccessExpressionSyntax)?.Expression,
            _ => null,
        };
        if (path is null)
            return null;

        var effect = name switch
        {
            "Open" when owner == FileOwnerKind.None => WrittenOpening.Of(arguments),
            "Create" or "CreateText" => OpeningEffect.Emptied,
            "OpenWrite" => OpeningEffect.Overlaid,
            _ => model.Called(call, cancellationToken) is { } opener ? new StreamOpening(model, reader, cancellationToken).Of(opener, arguments) : OpeningEffect.None,
        };
        return effect == OpeningEffect.None ? null : new WholeFileWrite(reference, call, path, $"{(owner == FileOwnerKind.File ? "File" : "FileInfo")}.{name}", effect, isStream: true);
    }

    private WholeFileWrite? Saved(InvocationExpressionSyntax call, ExpressionSyntax reference, string name) =>
        savers.PathOf(call, reference, name, model, cancellationToken) is var (type, path)
            ? new WholeFileWrite(reference, call, path, $"{type}.{name}", OpeningEffect.Emptied, isStream: name == "Create")
            : null;
}
