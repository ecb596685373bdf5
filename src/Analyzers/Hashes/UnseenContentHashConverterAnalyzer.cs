using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>GRD3106: a JSON context of the same project writes a content hash without its converter, as an empty object.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnseenContentHashConverterAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3106",
        "A content hash that a JSON context of its project reaches names its converter",
        "'{1}' writes '{0}' as an empty object and reads none back: the generator behind it does not see the converter that is emitted in the same project. Mark '{0}' with [JsonConverter(typeof(ContentHashJsonConverter<{0}>))].",
        Category.Hashes,
        DiagnosticSeverity.Error);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (HashTypes.In(context.Compilation) is not { } types || context.Compilation.GetTypesByMetadataName(JsonContexts.MetadataName).IsEmpty)
            return;

        var contexts = new JsonContexts(context.Compilation, types);
        context.RegisterSymbolAction(action => Analyze(action, contexts), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, JsonContexts contexts)
    {
        if (ContentHashDeclaration.On((INamedTypeSymbol)context.Symbol, context.Compilation) is { } hash
            && !JsonContexts.HasConverter(hash.Type)
            && contexts.Reaching(hash.Type, context.CancellationToken) is { } reaching)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, hash.Name(context.CancellationToken), hash.Type.Name, reaching.Name));
        }
    }
}
