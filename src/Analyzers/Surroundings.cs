using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>What stands around a place in the source.</summary>
internal static class Surroundings
{
    /// <summary>The method with what it is called on, if anything.</summary>
    public static ExpressionSyntax Reference(this SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    /// <summary>The member that holds it; the whole file for top-level statements.</summary>
    public static SyntaxNode Member(this SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(static ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax and not BaseNamespaceDeclarationSyntax)
        ?? node.SyntaxTree.GetRoot();

    /// <summary>The lambda, local function or member that it runs in.</summary>
    public static SyntaxNode Function(this SyntaxNode node) =>
        node.AncestorsAndSelf().FirstOrDefault(static ancestor =>
            ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax and not BaseNamespaceDeclarationSyntax))
        ?? node.SyntaxTree.GetRoot();
}
