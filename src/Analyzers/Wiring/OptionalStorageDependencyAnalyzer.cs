using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Wiring;

/// <summary>GRD2005: what stores may be left out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionalStorageDependencyAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD2005",
        "What stores is a required argument",
        "'{0}' of '{1}' stores, and defaults to null: a caller that forgets it compiles, and nothing is stored. Make it required.",
        Category.Wiring,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (StorageTypes.In(context.Compilation, context.Options) is { } storage)
            context.RegisterSyntaxNodeAction(action => Analyze(action, storage), SyntaxKind.Parameter);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, StorageTypes storage)
    {
        var declaration = (ParameterSyntax)context.Node;
        if (MayBeLeftOut(declaration)
            && context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is { ContainingSymbol: { } owner } parameter
            && storage.IncludeOptional(parameter)
            && !IsDecidedElsewhere(owner)
            && !StorageFallback.Has(declaration))
        {
            context.Report(Diagnostic.Create(Descriptor, declaration.Identifier.GetLocation(), parameter.Name, NameOf(owner)));
        }
    }

    // By what is written: most optional parameters are flags, texts and tokens.
    private static bool MayBeLeftOut(ParameterSyntax parameter) =>
        !parameter.Identifier.IsMissing
        && (parameter.Default is { Value: var value } ? value.IsNothing() : parameter.AttributeLists.Count > 0)
        && parameter.Type is not (PredefinedTypeSyntax or ArrayTypeSyntax or NullableTypeSyntax { ElementType: PredefinedTypeSyntax } or IdentifierNameSyntax { Identifier.ValueText: nameof(CancellationToken) });

    // An override repeats what its base says, and an implementation what its contract does.
    private static bool IsDecidedElsewhere(ISymbol owner) => owner is IMethodSymbol method
        && (method.IsOverride
            || method.PartialDefinitionPart is not null
            || method.MethodKind == MethodKind.ExplicitInterfaceImplementation
            || ImplementsForeign(method));

    private static bool ImplementsForeign(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, ContainingType: { } type }
        && type.AllInterfaces.Any(contract =>
            !SymbolEqualityComparer.Default.Equals(contract.ContainingAssembly, type.ContainingAssembly)
            && contract.GetMembers(method.Name).Any(promised => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(promised), method)));

    private static string NameOf(ISymbol owner) => owner switch
    {
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "the lambda",
        IPropertySymbol => "this[]",
        _ => CallName.Of(owner),
    };
}
