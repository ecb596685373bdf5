using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>GRD1003: gives each writer a staging name of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SharedStagingNameFix() : GuardedFix("GRD1003")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        var name = node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(expression => expression.Span == finding.Location.SourceSpan);

        // Anything but a local would be random anew at every use.
        if (name is not { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } } }
            || model.Compilation.GetTypesByMetadataName("System.IO.Path").FirstOrDefault() is not { } path)
        {
            yield break;
        }

        yield return new Change("Make the staging name unique", nameof(SharedStagingNameFix), editor => editor.ReplaceNode(name, UniqueName.Of(name, path, generator)));
    }
}
