using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Paths;

/// <summary>GRD4001: a name from outside is put below a folder and reaches a file call unchecked.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncontainedPathAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD4001",
        "A name from outside stays below its folder",
        "'{0}' comes from outside: with '..'{1} it leads out of the folder. Make the path with 'SafePath.Combine', or check the full path before it is used.",
        Category.Paths,
        DiagnosticSeverity.Warning);

    // What the names of the calls and of the types that open files begin with.
    private static readonly string[] Beginnings = ["File", "Directory", "Stream", "ExtractToFile"];

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        var reported = new HashSet<SyntaxNode>();
        foreach (var opening in Beginnings.SelectMany(beginning => Occurrences.Of(beginning, model.SyntaxTree, context.CancellationToken)))
        {
            if (!Opens(opening.Identifier.ValueText) || Expression(opening) is not { } expression)
                continue;
            foreach (var use in FileUse.Of(expression, model, context.CancellationToken))
            {
                if (new PathTrace(model, context.CancellationToken).Find(use.Path) is var (path, name, source) && reported.Add(path.Whole))
                    context.Report(Diagnostic.Create(Descriptor, path.Whole.GetLocation(), [name.GetLocation()], source.ToString(), path.TakesRooted ? " or as an absolute path" : ""));
            }
        }
    }

    private static bool Opens(string name) => name is "File" or "Directory" or "FileStream" or "StreamReader" or "StreamWriter" or "ExtractToFile" or "ExtractToFileAsync";

    // The call or the construction that a name belongs to.
    private static ExpressionSyntax? Expression(SimpleNameSyntax name)
    {
        SyntaxNode whole = name;
        while (whole.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax || (whole.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == whole))
            whole = whole.Parent;
        return whole.Parent switch
        {
            InvocationExpressionSyntax call when call.Expression == whole => call,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member when call.Expression == member => call,
            ObjectCreationExpressionSyntax creation => creation,
            VariableDeclarationSyntax declaration => declaration.Variables.Only()?.Initializer?.Value as ImplicitObjectCreationExpressionSyntax,
            _ => null,
        };
    }
}
