using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Files;

/// <summary>Streams, readers and writers that are constructed with a path.</summary>
internal static class OpenedStreams
{
    /// <summary>What constructing one does; nothing where it is none, or is not given a path.</summary>
    public static IEnumerable<FileUse> Uses(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        if (creation.ArgumentList is not { Arguments.Count: > 0 } arguments
            || (creation is ObjectCreationExpressionSyntax { Type: var written } && !IsName(written))
            || (arguments.Argument("path", 0) ?? arguments.Arguments[0].Expression) is not { } path
            || model.GetTypeInfo(creation, cancellationToken).Type is not { } type
            || !IsName(type.Name)
            || !type.IsNamed("System.IO", type.Name)
            || model.GetTypeInfo(path, cancellationToken).Type is not ({ SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Error }))
        {
            return [];
        }

        var effect = type.Name switch
        {
            "StreamReader" => FileEffect.Read,
            "StreamWriter" => Written(arguments),
            _ => Effect(arguments, 1),
        };
        return effect is { } known ? [new FileUse(creation, $"new {type.Name}", path, known)] : [];
    }

    /// <summary>What opening does under its <c>FileMode</c>; null where that is not written there, or cannot go wrong.</summary>
    public static FileEffect? Effect(ArgumentListSyntax arguments, int mode) =>
        arguments.Argument("mode", mode) is MemberAccessExpressionSyntax { Expression: var type, Name.Identifier.ValueText: var name } && IsMode(type)
            ? name switch
            {
                "Open" or "Truncate" => FileEffect.Read,
                "Create" => FileEffect.Write,
                "CreateNew" => FileEffect.CreateNew,
                "Append" => FileEffect.Append,
                _ => null,
            }
            : null;

    private static bool IsName(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => IsName(name.Identifier.ValueText),
        QualifiedNameSyntax name => IsName(name.Right.Identifier.ValueText),
        _ => false,
    };

    private static bool IsName(string name) => name is "FileStream" or "StreamReader" or "StreamWriter";

    private static bool IsMode(ExpressionSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText == "FileMode",
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == "FileMode",
        _ => false,
    };

    private static FileEffect? Written(ArgumentListSyntax arguments) => arguments.Argument("append", 1)?.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => FileEffect.Append,
        null or SyntaxKind.FalseLiteralExpression => FileEffect.Write,
        _ => null,
    };
}
