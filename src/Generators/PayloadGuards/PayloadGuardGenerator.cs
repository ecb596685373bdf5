using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Generators.PayloadGuards;

/// <summary>
/// Gives every partial type with <c>[PayloadReference]</c> members a factory that demands them and checks them at run time,
/// where the compiler sees no further.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class PayloadGuardGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads the type around each mark.</summary>
    public const string RowsStep = "PayloadGuardRows";

    /// <summary>The step that keeps one for each type.</summary>
    public const string ModelsStep = "PayloadGuardModels";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Complete(context, context.SyntaxProvider
            .ForAttributeWithMetadataName(PayloadMarks.MetadataName, static (_, _) => true, PayloadGuardReader.Read)
            .WithTrackingName(RowsStep));

        // These the compiler finds on the property, and offers the parameter that they are written on without them.
        Complete(context, context.CompilationProvider
            .SelectMany(PropertyMarks.Read)
            .WithTrackingName(RowsStep));
    }

    private static void Complete(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<PayloadGuardModel?> rows)
    {
        var models = rows.Where(static model => model is not null).WithTrackingName(ModelsStep);
        context.RegisterSourceOutput(models, static (output, model) =>
            output.AddSource(model!.HintName, SourceText.From(PayloadGuardSource.Write(model), Encoding.UTF8)));
    }
}
