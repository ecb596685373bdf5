using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>Which of the names in scope have a value that a place may use.</summary>
internal sealed class Reach
{
    private readonly ImmutableArray<ISymbol> _functions;
    private readonly ImmutableArray<ISymbol> _assigned;
    private readonly bool _hasInstance;

    public Reach(SemanticModel model, SyntaxNode place, CancellationToken cancellationToken)
    {
        _functions = Functions(model.GetEnclosingSymbol(place.SpanStart, cancellationToken));
        _assigned = Assigned(model, place);
        _hasInstance = _functions.LastOrDefault() is { IsStatic: false, ContainingSymbol: INamedTypeSymbol }
            && place.FirstAncestorOrSelf<ConstructorInitializerSyntax>() is null;
    }

    public bool Has(ISymbol symbol) => symbol switch
    {
        ILocalSymbol => IsIn(_functions, symbol.ContainingSymbol) && IsIn(_assigned, symbol),
        IParameterSymbol parameter => IsReachable(parameter) && (parameter.RefKind != RefKind.Out || IsIn(_assigned, parameter)),
        { IsStatic: true } => true,
        _ => _hasInstance,
    };

    // A reference parameter cannot be captured; a primary constructor's parameter can be used wherever the instance can,
    // and in initializers.
    private bool IsReachable(IParameterSymbol parameter) => parameter.RefKind == RefKind.None
        ? IsIn(_functions, parameter.ContainingSymbol) || IsOfPrimaryConstructor(parameter)
        : SymbolEqualityComparer.Default.Equals(_functions.FirstOrDefault(), parameter.ContainingSymbol);

    private bool IsOfPrimaryConstructor(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && (_functions.IsEmpty || (_hasInstance && !constructor.ContainingType.IsRecord));

    /// <summary>The functions around the place whose variables it sees, the innermost first.</summary>
    private static ImmutableArray<ISymbol> Functions(ISymbol? enclosing)
    {
        var functions = ImmutableArray.CreateBuilder<ISymbol>();
        for (var symbol = enclosing; symbol is IMethodSymbol; symbol = symbol.ContainingSymbol)
        {
            functions.Add(symbol);
            if (symbol.IsStatic)
                break;
        }

        return functions.ToImmutable();
    }

    private static ImmutableArray<ISymbol> Assigned(SemanticModel model, SyntaxNode place)
    {
        var region = place.AncestorsAndSelf().FirstOrDefault(static node => node is ExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax);
        var flow = region switch
        {
            ExpressionSyntax expression => model.AnalyzeDataFlow(expression),
            ConstructorInitializerSyntax initializer => model.AnalyzeDataFlow(initializer),
            PrimaryConstructorBaseTypeSyntax @base => model.AnalyzeDataFlow(@base),
            _ => null,
        };
        return flow is { Succeeded: true } ? flow.DefinitelyAssignedOnEntry : [];
    }

    private static bool IsIn(ImmutableArray<ISymbol> symbols, ISymbol? symbol) => symbols.Contains(symbol!, SymbolEqualityComparer.Default);
}
