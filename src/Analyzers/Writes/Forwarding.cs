using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>A member that only passes its arguments on to the call of the same name, as those of a file system behind an interface do.</summary>
internal static class Forwarding
{
    public static bool Is(ExpressionSyntax call, string name) =>
        call is InvocationExpressionSyntax { ArgumentList: var arguments }
        && call.Member() is MethodDeclarationSyntax { ParameterList.Parameters: { Count: > 0 } parameters } method
        && Stem(method.Identifier.ValueText) == Stem(name)
        && IsAllThatIsDone(call, method)
        && arguments.Arguments.All(argument => argument.Expression is IdentifierNameSyntax passed && parameters.Any(parameter => parameter.Identifier.ValueText == passed.Identifier.ValueText));

    private static string Stem(string name) => name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Async".Length) : name;

    private static bool IsAllThatIsDone(ExpressionSyntax call, MethodDeclarationSyntax method)
    {
        var awaited = call.Awaited();
        return awaited.Parent is ArrowExpressionClauseSyntax { Parent: var expressed } ? expressed == method
            : awaited.Parent is (ReturnStatementSyntax or ExpressionStatementSyntax) and { Parent: BlockSyntax { Statements.Count: 1, Parent: var bodied } } && bodied == method;
    }
}
