using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>What the parameters of a method stand for in one call of it.</summary>
internal sealed class PathArguments
{
    public static readonly PathArguments None = new();

    private readonly Dictionary<ISymbol, PathValue> _values = new(SymbolEqualityComparer.Default);

    public static PathArguments Of(IMethodSymbol method, ArgumentListSyntax arguments, Func<ExpressionSyntax, PathValue> read)
    {
        var values = new PathArguments();
        foreach (var parameter in method.OriginalDefinition.Parameters)
        {
            if (arguments.Argument(parameter) is { } passed)
                values._values[parameter] = read(passed);
        }

        return values;
    }

    public PathValue? Find(IParameterSymbol parameter) => _values.TryGetValue(parameter, out var value) ? value : null;
}
