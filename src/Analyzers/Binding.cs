using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>What calls mean, also those that do not bind because an argument's type is missing.</summary>
internal static class Binding
{
    /// <summary>The method that is called, or the one that the arguments whose types are known leave.</summary>
    public static IMethodSymbol? Called(this SemanticModel model, ExpressionSyntax call, ArgumentListSyntax? arguments, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(call, cancellationToken);
        return info.Symbol as IMethodSymbol
            ?? info.CandidateSymbols.OfType<IMethodSymbol>().FirstOrDefault(candidate => arguments is null || Takes(candidate, arguments, model, cancellationToken));
    }

    /// <summary>What is passed for a parameter; null where it is left out.</summary>
    public static ExpressionSyntax? Argument(this ArgumentListSyntax arguments, IParameterSymbol parameter) =>
        (arguments.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? Positional(arguments, parameter.Ordinal))?.Expression;

    private static ArgumentSyntax? Positional(ArgumentListSyntax arguments, int index) =>
        arguments.Arguments.ElementAtOrDefault(index) is { NameColon: null } argument ? argument : null;

    private static bool Takes(IMethodSymbol candidate, ArgumentListSyntax arguments, SemanticModel model, CancellationToken cancellationToken) =>
        arguments.Arguments.Count <= candidate.Parameters.Length
        && candidate.Parameters.All(parameter => arguments.Argument(parameter) is { } passed ? MayBe(passed, parameter.Type, model, cancellationToken) : parameter.IsOptional || parameter.IsParams);

    private static bool MayBe(ExpressionSyntax value, ITypeSymbol type, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(value, cancellationToken).Type is null or IErrorTypeSymbol
        || model.ClassifyConversion(value, type).IsImplicit;
}
