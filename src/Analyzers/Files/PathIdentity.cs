using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Files;

/// <summary>Whether two expressions name one path, as far as a function shows.</summary>
internal sealed class PathIdentity(SemanticModel model, CancellationToken cancellationToken)
{
    // A variable may begin as itself by way of others.
    private const int LongestWay = 4;

    /// <summary>Whether both are written alike, or come from the same expression by way of locals, <c>FileInfo</c> and <c>FullName</c>.</summary>
    public bool AreSame(ExpressionSyntax one, ExpressionSyntax other) => Forms(one).Any(form => Forms(other).Any(form.IsLike));

    /// <summary>Whether one of its variables may get another value between two places of its function.</summary>
    public static bool IsChanged(ExpressionSyntax path, int from, int to)
    {
        var names = path.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText).ToList();
        return path.Function().DescendantNodes().Any(node => node.SpanStart >= from && node.SpanStart < to && node switch
        {
            IdentifierNameSyntax name => names.Contains(name.Identifier.ValueText) && name.IsWritten(),
            PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } step => !step.IsKind(SyntaxKind.SuppressNullableWarningExpression) && names.Contains(name.Identifier.ValueText),
            PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } step => step.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression && names.Contains(name.Identifier.ValueText),
            _ => false,
        });
    }

    private IEnumerable<ExpressionSyntax> Forms(ExpressionSyntax path)
    {
        var form = path.Bare();
        for (var steps = 0; form is not null && steps < LongestWay; steps++)
        {
            yield return form;
            form = Origin(form)?.Bare();
        }
    }

    private ExpressionSyntax? Origin(ExpressionSyntax path) => path switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName", Expression: var file } => file,
        ObjectCreationExpressionSyntax { Type: var type, ArgumentList.Arguments: var arguments } when IsFileObject(type) => arguments.Only()?.Expression,
        IdentifierNameSyntax name when model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol { IsRef: false } local => Initial(local),
        _ => null,
    };

    private ExpressionSyntax? Initial(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences.Only()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value } declarator
        && !declarator.Member().DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Name && name.IsWritten())
            ? value is ImplicitObjectCreationExpressionSyntax creation && FileOwner.Of(local.Type) is not FileOwnerKind.None ? creation.ArgumentList.Arguments.Only()?.Expression : value
            : null;

    private static bool IsFileObject(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText is "FileInfo" or "DirectoryInfo",
        QualifiedNameSyntax name => name.Right.Identifier.ValueText is "FileInfo" or "DirectoryInfo",
        _ => false,
    };
}
