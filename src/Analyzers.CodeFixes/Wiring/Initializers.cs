using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Guarded.Analyzers.CodeFixes.Wiring;

/// <summary>The braces after the creation of an object.</summary>
internal static class Initializers
{
    /// <summary>Whether members can be set there: elements and members do not mix.</summary>
    public static bool CanHaveMembers(BaseObjectCreationExpressionSyntax creation) =>
        creation.Initializer is null || creation.Initializer.IsKind(SyntaxKind.ObjectInitializerExpression);

    public static BaseObjectCreationExpressionSyntax Set(BaseObjectCreationExpressionSyntax creation, string member, ExpressionSyntax value)
    {
        var assignment = SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName(member).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
            value);
        return creation.Initializer is { } present ? Extend(creation, present, assignment) : Begin(creation, assignment);
    }

    private static BaseObjectCreationExpressionSyntax Extend(BaseObjectCreationExpressionSyntax creation, InitializerExpressionSyntax present, AssignmentExpressionSyntax assignment)
    {
        ExpressionSyntax added = present.Expressions.Count == 0 ? assignment.WithTrailingTrivia(SyntaxFactory.Space) : assignment;
        return creation.WithInitializer(present.WithExpressions(Lists.Append(present.Expressions, added)));
    }

    private static BaseObjectCreationExpressionSyntax Begin(BaseObjectCreationExpressionSyntax creation, AssignmentExpressionSyntax assignment)
    {
        var initializer = SyntaxFactory.InitializerExpression(
            SyntaxKind.ObjectInitializerExpression,
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList<ExpressionSyntax>(assignment.WithTrailingTrivia(SyntaxFactory.Space)),
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(creation.GetTrailingTrivia()));
        BaseObjectCreationExpressionSyntax bare = creation is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } named
            ? named.WithArgumentList(null).WithType(named.Type.WithoutTrailingTrivia())
            : creation.WithoutTrailingTrivia();
        return bare.WithInitializer(initializer).WithAdditionalAnnotations(Formatter.Annotation);
    }
}
