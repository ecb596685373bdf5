using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>A path that a helper hands to whoever writes for it, to put what is there in place afterwards.</summary>
internal static class HandedPath
{
    /// <summary>Whether it is the parameter of a lambda that goes to one: <c>FileUtility.Replace(staged => File.WriteAllText(staged, text), path)</c>.</summary>
    public static bool Is(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken) =>
        path.Bare() is IdentifierNameSyntax name
        && path.Function() is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } lambda
        && model.GetSymbolInfo(name, cancellationToken).Symbol is IParameterSymbol { DeclaringSyntaxReferences: [var declared] }
        && lambda.Span.Contains(declared.Span)
        && call.CalledName()?.Identifier.ValueText.HasWord(static word => word is "replace" or "atomic" or "atomically" or "safe" or "safely" or "stage" or "staged" or "temp" or "temporary" or "swap" or "publish") == true;
}
