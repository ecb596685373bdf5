using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Testing.Tests.Generators;

/// <summary>Emits what each class named <c>Emit…</c> of the source says in its leading comment.</summary>
public sealed class TextGenerator : IIncrementalGenerator
{
    public const string Step = "Texts";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var texts = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { Identifier.Text: var name } && name.StartsWith("Emit", StringComparison.Ordinal),
                static (found, _) => (((ClassDeclarationSyntax)found.Node).Identifier.Text, Comment(found.Node)))
            .WithTrackingName(Step);

        context.RegisterSourceOutput(texts, static (output, text) => output.AddSource(text.Text + ".g.cs", SourceText.From(text.Item2, Encoding.UTF8)));
    }

    private static string Comment(SyntaxNode node) =>
        node.GetLeadingTrivia().ToString().Trim().Replace("//", "", StringComparison.Ordinal);
}
