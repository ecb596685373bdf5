using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>The calls of <c>System.IO.File</c> that write a whole file.</summary>
internal static class WholeFileWrite
{
    public static bool IsName(string name) => name
        is "WriteAllBytes" or "WriteAllBytesAsync"
        or "WriteAllText" or "WriteAllTextAsync"
        or "WriteAllLines" or "WriteAllLinesAsync";

    /// <summary>The method with the type that it is named by, if any.</summary>
    public static ExpressionSyntax Reference(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    public static bool IsBoundTo(ExpressionSyntax reference, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(reference, cancellationToken).Symbol is IMethodSymbol { ContainingType: var type } && type.IsNamed("System.IO", "File");

    /// <summary>What is passed as the path; null where the method is not called here.</summary>
    public static ExpressionSyntax? Path(ExpressionSyntax reference)
    {
        if (reference.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call || call.Expression != reference)
            return null;
        var named = arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "path");
        return (named ?? arguments[0]).Expression;
    }
}
