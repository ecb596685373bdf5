using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Generators.PayloadGuards;

/// <summary>Marks that a record's parameter passes on to its property, <c>[property: PayloadReference]</c>.</summary>
internal static class PropertyMarks
{
    // Each file is walked once in its life: a syntax provider would allocate for every file at every edit.
    private static readonly ConditionalWeakTable<SyntaxTree, object> Places = new();

    public static IEnumerable<PayloadGuardModel?> Read(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if ((bool)Places.GetValue(tree, static tree => tree.GetRoot().DescendantNodes().Any(IsPlace)))
            {
                var model = compilation.GetSemanticModel(tree);
                var properties = tree.GetRoot(cancellationToken).DescendantNodes().Where(IsPlace)
                    .Select(place => PropertyOf(model.GetDeclaredSymbol(place, cancellationToken)))
                    .Distinct(SymbolEqualityComparer.Default);
                foreach (var property in properties)
                {
                    if (property is not null)
                        yield return PayloadGuardReader.Read(property, cancellationToken);
                }
            }
        }
    }

    private static bool IsPlace(SyntaxNode node) =>
        node is ParameterSyntax parameter && parameter.AttributeLists.Any(static list => list.Target?.Identifier.IsKind(SyntaxKind.PropertyKeyword) is true);

    private static IPropertySymbol? PropertyOf(ISymbol? parameter) =>
        parameter?.ContainingType?.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault();
}
