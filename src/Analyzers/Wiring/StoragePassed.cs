using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>A call or a creation, with the kinds of stores that it is given.</summary>
internal sealed class StoragePassed
{
    private StoragePassed(SyntaxNode call, IMethodSymbol callee, ArgumentListSyntax? arguments, HashSet<string> kinds) =>
        (Call, Callee, Arguments, Kinds) = (call, callee, arguments, kinds);

    public SyntaxNode Call { get; }

    public IMethodSymbol Callee { get; }

    /// <summary>The stores' types, or the names of parameters that are marked.</summary>
    public HashSet<string> Kinds { get; }

    private ArgumentListSyntax? Arguments { get; }

    /// <summary>All calls and creations of a method that bind.</summary>
    public static IReadOnlyList<StoragePassed> In(MethodDeclarationSyntax method, StorageTypes storage, SemanticModel model, CancellationToken cancellationToken) =>
        [.. from node in method.DescendantNodes()
            where node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax
            let call = Of((ExpressionSyntax)node, storage, model, cancellationToken)
            where call is not null
            select call];

    /// <summary>Whether both call the same, in whatever overload.</summary>
    public bool IsLike(StoragePassed other) =>
        Callee.Name == other.Callee.Name && SymbolEqualityComparer.Default.Equals(Callee.ContainingType?.OriginalDefinition, other.Callee.ContainingType?.OriginalDefinition);

    /// <summary>The optional parameter of a kind that is left out here; null where the callee has none, or null is passed.</summary>
    public IParameterSymbol? LeftOut(string kind, StorageTypes storage) =>
        Callee.Parameters.FirstOrDefault(parameter => storage.IncludeOptional(parameter) && KindOf(parameter.OriginalDefinition.Type, storage) == kind && Arguments?.Argument(parameter) is null);

    private static StoragePassed? Of(ExpressionSyntax call, StorageTypes storage, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.Called(call, cancellationToken) is not { ContainingType: not null } callee)
            return null;

        var kinds = new HashSet<string>(StringComparer.Ordinal);
        var arguments = Binding.ArgumentsOf(call);
        foreach (var parameter in arguments is null ? [] : callee.Parameters)
        {
            if (arguments!.Argument(parameter) is { } value && !value.IsNothing() && Kind(parameter, storage) is { } kind)
                kinds.Add(kind);
        }

        foreach (var part in (call as BaseObjectCreationExpressionSyntax)?.Initializer?.Expressions ?? default)
        {
            if (part is AssignmentExpressionSyntax { Left: IdentifierNameSyntax member, Right: var value } && !value.IsNothing() && model.GetSymbolInfo(member, cancellationToken).Symbol.ValueType() is { } type && KindOf(type, storage) is { } kind)
                kinds.Add(kind);
        }

        return new StoragePassed(call, callee, arguments, kinds);
    }

    private static string? Kind(IParameterSymbol parameter, StorageTypes storage) =>
        KindOf(parameter.OriginalDefinition.Type, storage) ?? (storage.IncludeMarked(parameter) ? parameter.Name : null);

    private static string? KindOf(ITypeSymbol type, StorageTypes storage) => storage.Include(type) ? type.OriginalDefinition.Name : null;
}
