using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Races;

/// <summary>A question whether something is at a path.</summary>
/// <param name="question">The whole expression, which is true where something is.</param>
/// <param name="path">The path, or the object that stands for it.</param>
internal sealed class ExistenceCheck(ExpressionSyntax question, ExpressionSyntax path)
{
    public const string Name = "Exists";

    public ExpressionSyntax Question { get; } = question;

    public ExpressionSyntax Path { get; } = path;

    /// <summary>All of a file.</summary>
    public static IEnumerable<ExistenceCheck> In(SyntaxTree tree, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var name in Occurrences.Of(Name, tree, cancellationToken))
        {
            if (name.Identifier.ValueText == Name && At(name, model, cancellationToken) is { } check)
                yield return check;
        }
    }

    /// <summary>The question that a name asks; null where it asks another one.</summary>
    public static ExistenceCheck? At(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        ExpressionSyntax member = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        var owner = FileOwner.Of(name, model, cancellationToken);
        if (member.Parent is InvocationExpressionSyntax call && call.Expression == member)
        {
            return owner is FileOwnerKind.File or FileOwnerKind.Folder or FileOwnerKind.Path && call.ArgumentList.Argument("path", 0) is { } path
                ? new ExistenceCheck(call, path)
                : null;
        }

        return owner is FileOwnerKind.FileObject or FileOwnerKind.FolderObject && member is MemberAccessExpressionSyntax { Expression: var file } property
            ? new ExistenceCheck(property, file)
            : null;
    }
}
