using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>The calls of a program that register a ledger in its host. Only a program can be said to register no store: a library has no start of its own.</summary>
internal sealed class LedgerRegistrations
{
    private const string Namespace = "Microsoft.Extensions.DependencyInjection";
    private const string Registry = Namespace + ".GuardedLedgerServices";
    private const string Ledger = "Ledger";
    private const string ServicesSuffix = "LedgerServices";

    private static readonly string[] StoreRegistrations =
        ["AddGuardedStore", "Singleton<PayloadStore", "Scoped<PayloadStore", "Transient<PayloadStore", "typeof(PayloadStore)", "new PayloadStore"];

    private readonly Lazy<bool> _hasStore;

    private LedgerRegistrations(Compilation compilation) =>
        _hasStore = new Lazy<bool>(() => compilation.SyntaxTrees.Any(static tree => Occurrences.AreAny(StoreRegistrations, tree, CancellationToken.None)));

    /// <summary>Null where nothing can be said.</summary>
    public static LedgerRegistrations? In(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && compilation.GetTypesByMetadataName(Registry).FirstOrDefault() is { ContainingAssembly: var registry }
        && !compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => MayRegister(assembly, registry))
            ? new LedgerRegistrations(compilation)
            : null;

    /// <summary>The names in the calls, where no file of the program registers a store.</summary>
    public IEnumerable<SimpleNameSyntax> WithoutStore(SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var name in Occurrences.Within(Ledger, model.SyntaxTree, cancellationToken))
        {
            if (name.Identifier.ValueText is var text
                && text.StartsWith("Add", StringComparison.Ordinal)
                && text.EndsWith(Ledger, StringComparison.Ordinal)
                && name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax }
                && name.Symbol(model, cancellationToken) is IMethodSymbol { ContainingType: var services }
                && services.Name.EndsWith(ServicesSuffix, StringComparison.Ordinal)
                && services.ContainingNamespace.ToDisplayString() == Namespace
                && !_hasStore.Value)
            {
                yield return name;
            }
        }
    }

    // A library of the program's own may register the store for it.
    private static bool MayRegister(IAssemblySymbol assembly, IAssemblySymbol registry) =>
        !assembly.Name.StartsWith("Guarded.", StringComparison.Ordinal)
        && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name == registry.Name));
}
