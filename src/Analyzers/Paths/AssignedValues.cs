using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Paths;

/// <summary>What a variable is given, by its name.</summary>
internal static class AssignedValues
{
    /// <summary>All in the member that holds a place; in its type too where the member declares no such variable.</summary>
    public static IReadOnlyList<ExpressionSyntax> Of(SimpleNameSyntax variable)
    {
        var name = variable.Identifier.ValueText;
        var member = variable.Member();
        List<ExpressionSyntax> here = [.. In(member, name)];
        return Declares(member, name) ? here : [.. In(variable.OutermostType(), name)];
    }

    private static IEnumerable<ExpressionSyntax> In(SyntaxNode scope, string name) => scope.DescendantNodes().Select(node => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } declarator when declarator.Identifier.ValueText == name => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } property when property.Identifier.ValueText == name => value,
        PropertyDeclarationSyntax { ExpressionBody.Expression: var value } property when property.Identifier.ValueText == name => value,
        IsPatternExpressionSyntax { Expression: var value, Pattern: RecursivePatternSyntax { Designation: SingleVariableDesignationSyntax variable } } when variable.Identifier.ValueText == name => value,
        AssignmentExpressionSyntax { Left: var left, Right: var value } when left.Bare() is SimpleNameSyntax assigned && assigned.Identifier.ValueText == name => value,
        _ => null,
    }).OfType<ExpressionSyntax>();

    private static bool Declares(SyntaxNode member, string name) => member.DescendantNodes().Any(node => node switch
    {
        VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText == name && declarator.Parent?.Parent is not BaseFieldDeclarationSyntax,
        ParameterSyntax parameter => parameter.Identifier.ValueText == name,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText == name,
        ForEachStatementSyntax loop => loop.Identifier.ValueText == name,
        _ => false,
    });
}
