using System.Text;
using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Generators.ContentHashes;

/// <summary>Completes every struct that carries <c>[ContentHash]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContentHashGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads each marked declaration.</summary>
    public const string DeclarationsStep = "ContentHashDeclarations";

    /// <summary>The step that keeps the usable ones.</summary>
    public const string ModelsStep = "ContentHashModels";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ContentHashMark.MetadataName,
                static (node, _) => node is StructDeclarationSyntax,
                ContentHashReader.Read)
            .WithTrackingName(DeclarationsStep)
            .Where(static model => model is not null)
            .WithTrackingName(ModelsStep);

        context.RegisterSourceOutput(models, static (output, model) =>
            output.AddSource(model!.HintName, SourceText.From(ContentHashSource.Write(model), Encoding.UTF8)));
    }
}
