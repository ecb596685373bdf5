using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.CodeFixes;

/// <summary>Tries an edit before it is offered.</summary>
internal static class Trial
{
    /// <summary>Whether the file compiles with another root, and so does whoever mentions what the edit changes.</summary>
    public static bool Compiles(SemanticModel model, SyntaxNode root, string? mentioned, CancellationToken cancellationToken)
    {
        var tree = model.SyntaxTree;
        var changed = tree.WithRootAndOptions(root, tree.Options);
        var compilation = model.Compilation.ReplaceSyntaxTree(tree, changed);
        return compilation.SyntaxTrees
            .Where(other => other == changed || (mentioned is not null && other.GetText(cancellationToken).ToString().IndexOf(mentioned, StringComparison.Ordinal) >= 0))
            .SelectMany(other => compilation.GetSemanticModel(other).GetDiagnostics(null, cancellationToken))
            .All(static finding => finding.Severity != DiagnosticSeverity.Error);
    }
}
