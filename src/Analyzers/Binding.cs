using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>
/// What names and calls mean. A call that does not bind, because an argument's type is missing, is judged by its
/// candidates: by those that the arguments whose types are known leave.
/// </summary>
internal static class Binding
{
    /// <summary>What it means; of what it may mean, the first.</summary>
    public static ISymbol? Symbol(this ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        model.Meanings(expression, cancellationToken).FirstOrDefault();

    /// <summary>The method that is called; of those that may be, the first.</summary>
    public static IMethodSymbol? Called(this SemanticModel model, ExpressionSyntax call, CancellationToken cancellationToken) =>
        model.Meanings(call, cancellationToken).OfType<IMethodSymbol>().FirstOrDefault();

    /// <summary>All that a call, or the name that it calls by, may mean: one where it binds.</summary>
    public static IEnumerable<ISymbol> Meanings(this SemanticModel model, SyntaxNode call, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(call, cancellationToken);
        if (info.Symbol is { } symbol)
            return [symbol];
        return info.CandidateSymbols.IsEmpty || ArgumentsOf(call) is not { } arguments
            ? info.CandidateSymbols
            : info.CandidateSymbols.Where(candidate => candidate is not IMethodSymbol method || Takes(method, arguments, model, cancellationToken));
    }

    /// <summary>The type of what a variable, a parameter or a property holds; null where it is none of these.</summary>
    public static ITypeSymbol? ValueType(this ISymbol? symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    /// <summary>What is passed for a parameter; null where it is left out.</summary>
    public static ExpressionSyntax? Argument(this ArgumentListSyntax arguments, IParameterSymbol parameter) =>
        (arguments.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? Positional(arguments, parameter.Ordinal))?.Expression;

    /// <summary>The arguments of a call, of the name that it calls by, of a creation; null where there is no list.</summary>
    public static ArgumentListSyntax? ArgumentsOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList,
        PrimaryConstructorBaseTypeSyntax @base => @base.ArgumentList,
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name => ArgumentsAfter(access),
        SimpleNameSyntax { Parent: MemberBindingExpressionSyntax binding } => ArgumentsAfter(binding),
        ExpressionSyntax callee => ArgumentsAfter(callee),
        _ => null,
    };

    private static ArgumentListSyntax? ArgumentsAfter(ExpressionSyntax callee) =>
        callee.Parent is InvocationExpressionSyntax call && call.Expression == callee ? call.ArgumentList : null;

    private static ArgumentSyntax? Positional(ArgumentListSyntax arguments, int index) =>
        arguments.Arguments.ElementAtOrDefault(index) is { NameColon: null } argument ? argument : null;

    private static bool Takes(IMethodSymbol method, ArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellationToken)
    {
        var given = new bool[method.Parameters.Length];
        for (var at = 0; at < arguments.Arguments.Count; at++)
        {
            var argument = arguments.Arguments[at];
            var parameter = argument.NameColon is { Name.Identifier.ValueText: var name }
                ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name)
                : method.Parameters.ElementAtOrDefault(at) ?? method.Parameters.LastOrDefault(static parameter => parameter.IsParams);
            if (parameter is null || !(parameter.IsParams || MayBe(argument.Expression, parameter, model, cancellationToken)))
                return false;
            given[parameter.Ordinal] = true;
        }

        return method.Parameters.All(parameter => given[parameter.Ordinal] || parameter.IsOptional || parameter.IsParams);
    }

    private static bool MayBe(ExpressionSyntax value, IParameterSymbol parameter, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(value, cancellationToken).Type is null or IErrorTypeSymbol
        || IsInferred(parameter.Type)
        || model.ClassifyConversion(value, parameter.Type).IsImplicit;

    // A method's own type parameters stand for whatever is passed.
    private static bool IsInferred(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { DeclaringMethod: not null } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(IsInferred),
        IArrayTypeSymbol array => IsInferred(array.ElementType),
        _ => false,
    };
}
