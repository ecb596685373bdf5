using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>
/// Types whose members may be marked: those in a file that names the attribute, those of an assembly that refers to it, and
/// what derives from either. Nearly every call is of another type, and costs one look-up here.
/// </summary>
internal sealed class MarkableTypes(Compilation compilation, MarkingAssemblies assemblies)
{
    private const string Attribute = "PayloadReference";

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<SyntaxTree, bool> _naming = new();

    private readonly Lazy<bool> _isRenamed = new(() => compilation.SyntaxTrees.Any(IsRenamedIn));

    public bool Include(INamedTypeSymbol? type) => type is not null && _known.GetOrAdd(type.OriginalDefinition, MayBeMarked);

    private bool MayBeMarked(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty
        ? assemblies.Include(type.ContainingAssembly)
        : _isRenamed.Value
            || type.DeclaringSyntaxReferences.Any(part => _naming.GetOrAdd(part.SyntaxTree, Names))
            || Include(type.BaseType)
            || type.AllInterfaces.Any(Include);

    private static bool Names(SyntaxTree tree) => tree.GetText().ToString().IndexOf(Attribute, StringComparison.Ordinal) >= 0;

    // global using Mark = Guarded.PayloadReferenceAttribute;
    private static bool IsRenamedIn(SyntaxTree tree) => Names(tree)
        && tree.GetRoot() is CompilationUnitSyntax { Usings: var usings }
        && usings.Any(static import => import.Alias is not null && import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));
}
