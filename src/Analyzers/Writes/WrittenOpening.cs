using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>Reads what opening a file does by what is written alone, where the types are missing: an import that a project gives to all its files, or a library.</summary>
internal static class WrittenOpening
{
    /// <summary>By the <c>FileMode</c> and <c>FileAccess</c> that are passed.</summary>
    public static OpeningEffect Of(ArgumentListSyntax arguments) => (Member(arguments, "FileMode"), Member(arguments, "FileAccess")) switch
    {
        (null, _) or (_, "Read") => OpeningEffect.None,
        ("Create" or "Truncate", _) => OpeningEffect.Emptied,
        ("CreateNew", _) => OpeningEffect.Created,
        ("OpenOrCreate", "Write") => OpeningEffect.Overlaid,
        ("OpenOrCreate", "ReadWrite" or null) => OpeningEffect.Updated,
        _ => OpeningEffect.None,
    };

    /// <summary>Of a stream or writer that is created on a path.</summary>
    public static OpeningEffect Of(string type, ArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellationToken)
    {
        if (type != "StreamWriter")
            return Of(arguments);
        return model.GetTypeInfo(arguments.Arguments[0].Expression, cancellationToken).Type is { SpecialType: SpecialType.System_String }
            && arguments.Argument("append", 1) is null or { RawKind: (int)SyntaxKind.FalseLiteralExpression }
                ? OpeningEffect.Emptied
                : OpeningEffect.None;
    }

    private static string? Member(ArgumentListSyntax arguments, string type) => arguments.Arguments
        .Select(argument => argument.Expression is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax owner, Name.Identifier.ValueText: var member } && owner.Identifier.ValueText == type ? member : null)
        .FirstOrDefault(static member => member is not null);
}
