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

    /// <summary>The step that looks at what else the project has.</summary>
    public const string SurroundingsStep = "ContentHashSurroundings";

    /// <summary>The step that tells whether there is any.</summary>
    public const string AnyStep = "AnyContentHash";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                ContentHashMark.MetadataName,
                static (node, _) => node is StructDeclarationSyntax,
                ContentHashReader.Read)
            .WithTrackingName(DeclarationsStep)
            .Where(static model => model is not null)
            .WithTrackingName(ModelsStep);

        var surroundings = context.CompilationProvider.Select(Surroundings.Of).WithTrackingName(SurroundingsStep);
        var any = models.Collect().Select(static (all, _) => !all.IsEmpty).WithTrackingName(AnyStep);

        context.RegisterSourceOutput(models.Combine(surroundings), static (output, hash) =>
        {
            if (hash.Right.IsFit)
                Add(output, hash.Left!.HintName, ContentHashSource.Write(hash.Left, hash.Right));
        });

        context.RegisterSourceOutput(any.Combine(surroundings), static (output, project) =>
        {
            if (project is { Left: true, Right.IsFit: true })
                Add(output, SharedSource.HintName, SharedSource.Text(project.Right));
        });
    }

    private static void Add(SourceProductionContext output, string name, string source) =>
        output.AddSource(name, SourceText.From(source, Encoding.UTF8));
}
