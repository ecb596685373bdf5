using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Wiring;

/// <summary>GRD2007: of two entry points that begin the same thing, one wires what stores, and one does not; or a program registers a ledger and no store.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsymmetricWiringAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD2007",
        "Sibling entry points wire the same storage",
        "'{0}' {1}: {2}",
        Category.Wiring,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (LedgerRegistrations.In(context.Compilation) is { } registrations)
            context.RegisterSemanticModelAction(action => Analyze(action, registrations));
        if (StorageTypes.In(context.Compilation, context.Options) is { } storage)
            context.RegisterSyntaxNodeAction(action => Analyze(action, storage), SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration);
    }

    private static void Analyze(SemanticModelAnalysisContext context, LedgerRegistrations registrations)
    {
        foreach (var name in registrations.WithoutStore(context.SemanticModel, context.CancellationToken))
            context.Report(Diagnostic.Create(Descriptor, name.GetLocation(), name.Identifier.ValueText, "registers a ledger, and nothing in this program registers a store", "it will not start. Call AddGuardedStore first."));
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, StorageTypes storage)
    {
        var entries = ((TypeDeclarationSyntax)context.Node).Members.OfType<MethodDeclarationSyntax>().Select(EntryPoint.Of).OfType<EntryPoint>().ToList();
        foreach (var entry in entries)
        {
            foreach (var sibling in entries)
            {
                if (entry.IsSiblingOf(sibling) && Difference(entry, sibling, storage, context.SemanticModel, context.CancellationToken) is { } lacking)
                {
                    context.Report(Diagnostic.Create(
                        Descriptor, entry.Method.Identifier.GetLocation(), entry.Name, $"{lacking}, but its sibling '{sibling.Name}' does", $"what '{entry.Name}' should store is lost. Wire both alike, best in one place."));
                    break;
                }
            }
        }
    }

    /// <summary>What an entry point lacks that its sibling has, in words; null where it lacks nothing.</summary>
    private static string? Difference(EntryPoint entry, EntryPoint sibling, StorageTypes storage, SemanticModel model, CancellationToken cancellationToken)
    {
        var theirs = StoragePassed.In(sibling.Method, storage, model, cancellationToken);
        var kinds = KindsIn(entry.Method, storage, model, cancellationToken);
        var ours = StoragePassed.In(entry.Method, storage, model, cancellationToken);
        foreach (var call in theirs)
        {
            foreach (var kind in call.Kinds)
            {
                if (ours.FirstOrDefault(call.IsLike) is { } lacking
                    && !kinds.Contains(kind)
                    && !ours.Any(own => own.Kinds.Contains(kind))
                    && !(lacking.LeftOut(kind, storage) is { } parameter && StoresAtHand.For(lacking.Call, parameter, model, cancellationToken).Any()))
                {
                    return $"passes no '{kind}' to '{CallName.Of(lacking.Callee)}'";
                }
            }
        }

        var settings = StorageSettings.In(entry.Method, storage, model, cancellationToken);
        return settings.UnusedOf(StorageSettings.In(sibling.Method, storage, model, cancellationToken), kinds) is { } setting ? $"opens no store from '{setting}'" : null;
    }

    /// <summary>The stores that a method works with, in whatever way, by the names of their types and of what those derive from.</summary>
    private static HashSet<string> KindsIn(MethodDeclarationSyntax method, StorageTypes storage, SemanticModel model, CancellationToken cancellationToken)
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var expression in method.DescendantNodes().OfType<ExpressionSyntax>())
        {
            if (expression is not (IdentifierNameSyntax or BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax)
                || expression.Parent is AssignmentExpressionSyntax { Right: var value } cleared && cleared.Left == expression && value.IsNothing()
                || model.GetTypeInfo(expression, cancellationToken).Type is not { } type
                || !storage.Include(type))
            {
                continue;
            }

            for (var @base = type; @base is not null; @base = @base.BaseType)
                kinds.Add(@base.OriginalDefinition.Name);
            kinds.UnionWith(type.AllInterfaces.Select(static contract => contract.OriginalDefinition.Name));
        }

        return kinds;
    }
}
