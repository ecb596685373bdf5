using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>A test's claim, which shows on purpose what other code must not do.</summary>
internal static class Assertion
{
    /// <summary>Whether an assertion holds it: <c>Assert.Throws(() => …)</c>, <c>Record.Exception(…)</c>, <c>act.Should()</c>.</summary>
    public static bool Holds(SyntaxNode node)
    {
        for (var parent = node.Parent; parent is not null and not StatementSyntax { Parent: BlockSyntax { Parent: MemberDeclarationSyntax } } and not MemberDeclarationSyntax; parent = parent.Parent)
        {
            if (parent is InvocationExpressionSyntax call && IsAssertion(call))
                return true;
        }

        return false;
    }

    private static bool IsAssertion(InvocationExpressionSyntax call)
    {
        for (var callee = call.Expression; ;)
        {
            switch (callee)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Should" }:
                    return true;
                case MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var name }:
                    if (receiver is not InvocationExpressionSyntax && IsClass(name))
                        return true;
                    callee = receiver;
                    break;
                case InvocationExpressionSyntax inner:
                    callee = inner.Expression;
                    break;
                case AwaitExpressionSyntax { Expression: var awaited }:
                    callee = awaited;
                    break;
                case ParenthesizedExpressionSyntax { Expression: var inner }:
                    callee = inner;
                    break;
                case SimpleNameSyntax { Identifier.ValueText: var name }:
                    return IsClass(name);
                default:
                    return false;
            }
        }
    }

    private static bool IsClass(string name) => name is "Assert" or "Record" or "StringAssert" or "CollectionAssert" or "ClassicAssert" or "FluentActions" or "Should";
}
