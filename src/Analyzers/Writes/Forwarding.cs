using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>A member that only passes its arguments on, as those of a file system behind an interface do.</summary>
internal static class Forwarding
{
    /// <summary>Whether it is one of the same name.</summary>
    public static bool Is(ExpressionSyntax call, string name) =>
        call is InvocationExpressionSyntax { ArgumentList: var arguments }
        && call.Member() is MethodDeclarationSyntax { ParameterList.Parameters: { Count: > 0 } parameters } method
        && Stem(method.Identifier.ValueText) == Stem(name)
        && IsAllThatIsDone(call, method)
        && arguments.Arguments.All(argument => argument.Expression is IdentifierNameSyntax passed && parameters.Any(parameter => parameter.Identifier.ValueText == passed.Identifier.ValueText));

    /// <summary>Whether it hands out the stream on a path that it was given, so that its callers write.</summary>
    public static bool IsOpener(ExpressionSyntax call, ExpressionSyntax path) =>
        call.Member() is MethodDeclarationSyntax method
        && path.Bare() is IdentifierNameSyntax passed
        && method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == passed.Identifier.ValueText)
        && Outcome(call).Parent switch
        {
            ArrowExpressionClauseSyntax { Parent: var expressed } => expressed == method,
            ReturnStatementSyntax { Parent: BlockSyntax { Statements.Count: 1, Parent: var bodied } } => bodied == method,
            _ => false,
        };

    private static SyntaxNode Outcome(ExpressionSyntax call)
    {
        var outcome = call.Whole();
        while (outcome.Parent is ConditionalExpressionSyntax choice && choice.Condition != outcome)
            outcome = choice.Whole();
        return outcome;
    }

    private static string Stem(string name) => name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Async".Length) : name;

    private static bool IsAllThatIsDone(ExpressionSyntax call, MethodDeclarationSyntax method)
    {
        var awaited = call.Awaited();
        return awaited.Parent is ArrowExpressionClauseSyntax { Parent: var expressed } ? expressed == method
            : awaited.Parent is (ReturnStatementSyntax or ExpressionStatementSyntax) and { Parent: BlockSyntax { Statements.Count: 1, Parent: var bodied } } && bodied == method;
    }
}
