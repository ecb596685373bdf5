using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>GRD3005: a file that is named after its content is read, and what is read is not held against the name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnverifiedReadAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3005",
        "What is read by its hash is held against it",
        "This file is called by the hash of its content, and what is read is not compared with it: a torn or changed file passes for the content. Read it through the store that checks, or hash it and compare.",
        Category.Hashes,
        DiagnosticSeverity.Warning);

    private static readonly string[] Beginnings = ["ReadAll", "OpenRead", "OpenText", "OpenHandle", "Open", "FileStream", "StreamReader"];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = HashTypes.In(context.Compilation);
        context.RegisterSemanticModelAction(analysis => Analyze(analysis, types));
    }

    private static void Analyze(SemanticModelAnalysisContext context, HashTypes? types)
    {
        var model = context.SemanticModel;
        if (!HashedPath.MayBeIn(model.SyntaxTree, context.CancellationToken))
            return;

        var reported = new HashSet<SyntaxNode>();
        foreach (var beginning in Beginnings)
        {
            foreach (var name in Occurrences.Of(beginning, model.SyntaxTree, context.CancellationToken))
            {
                if (HashedRead.Of(name, types, model, context.CancellationToken) is { } read && reported.Add(read.Call) && !read.IsVerified())
                    context.Report(Diagnostic.Create(Descriptor, read.Call.GetLocation()));
            }
        }
    }
}
