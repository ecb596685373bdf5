using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>The arguments of whatever takes arguments.</summary>
internal static class ArgumentLists
{
    public static bool Has(SyntaxNode node) => node
        is InvocationExpressionSyntax
        or BaseObjectCreationExpressionSyntax
        or ConstructorInitializerSyntax
        or PrimaryConstructorBaseTypeSyntax;

    /// <summary>The parameter of this name of what is called, or may be.</summary>
    public static IParameterSymbol? Parameter(SyntaxNode call, string? name, SemanticModel model, CancellationToken cancellationToken) => (
        from method in model.Meanings(call, cancellationToken).OfType<IMethodSymbol>()
        from parameter in method.Parameters
        where parameter.Name == name
        select parameter).FirstOrDefault();

    public static SyntaxNode Add(SyntaxNode call, IParameterSymbol parameter, ExpressionSyntax value) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.WithArgumentList(Add(invocation.ArgumentList, parameter, value)),
        ObjectCreationExpressionSyntax { ArgumentList: null } creation => creation
            .WithType(creation.Type.WithoutTrailingTrivia())
            .WithArgumentList(Add(SyntaxFactory.ArgumentList().WithTrailingTrivia(creation.Type.GetTrailingTrivia()), parameter, value)),
        BaseObjectCreationExpressionSyntax { ArgumentList: { } list } creation => creation.WithArgumentList(Add(list, parameter, value)),
        ConstructorInitializerSyntax initializer => initializer.WithArgumentList(Add(initializer.ArgumentList, parameter, value)),
        PrimaryConstructorBaseTypeSyntax @base => @base.WithArgumentList(Add(@base.ArgumentList, parameter, value)),
        _ => call,
    };

    private static ArgumentListSyntax Add(ArgumentListSyntax list, IParameterSymbol parameter, ExpressionSyntax value)
    {
        var isNext = list.Arguments.Count == parameter.Ordinal && list.Arguments.All(static argument => argument.NameColon is null);
        var added = isNext
            ? SyntaxFactory.Argument(value)
            : SyntaxFactory.Argument(SyntaxFactory.NameColon(parameter.Name).WithTrailingTrivia(SyntaxFactory.Space), default, value);
        return list.WithArguments(Lists.Append(list.Arguments, added));
    }
}
