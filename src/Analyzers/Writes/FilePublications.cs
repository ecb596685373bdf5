using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>The members that move or copy files, each with what it does to them.</summary>
internal static class FilePublications
{
    private static readonly string[] Names = ["Move", "MoveTo", "Replace", "Copy", "CopyTo"];

    /// <summary>The types of a file that have such members; none where no call is named so.</summary>
    public static IEnumerable<TypeSteps> In(SemanticModel model, FileSteps steps, CancellationToken cancellationToken)
    {
        var tree = model.SyntaxTree;
        var text = tree.GetText(cancellationToken).ToString();
        if (!text.Contains("File") && !text.Contains("Directory"))
            yield break;
        HashSet<SyntaxNode> seen = [];
        foreach (var name in Names.SelectMany(name => Occurrences.Named(name, tree, cancellationToken)))
        {
            if (!MayBeOfFile(name))
                continue;
            var owner = name.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? tree.GetRoot(cancellationToken);
            if (seen.Contains(owner) || FileOwner.Of(name, model, cancellationToken) is FileOwnerKind.None)
                continue;
            seen.Add(owner);
            yield return new TypeSteps(owner, steps);
        }
    }

    // text.Replace("a", "b") and bytes.CopyTo(other) are on every other line.
    private static bool MayBeOfFile(SimpleNameSyntax name) =>
        name.Reference().Parent is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
        && (name.Identifier.ValueText != "Replace" || (arguments.Count >= 2 && !arguments.Any(static argument => argument.Expression.Kind() is SyntaxKind.CharacterLiteralExpression)
            && (arguments.Count > 2 || !arguments[0].Expression.IsKind(SyntaxKind.StringLiteralExpression))));
}
