using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Paths;

/// <summary>Whether what is made of a pattern judges texts as a whole.</summary>
internal static class PatternUse
{
    /// <summary>Whether an expression that is a <c>Regex</c> validates, here or where it is kept.</summary>
    public static bool Validates(ExpressionSyntax regex) => regex.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == regex => Validates(access) == true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } => ValidatesAs(local.Identifier.ValueText, local.Member()),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field } => ValidatesAs(field.Identifier.ValueText, field.OutermostType()),
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => ValidatesAs(property.Identifier.ValueText, property.OutermostType()),
        AssignmentExpressionSyntax { Left: var left } assignment when assignment.Right == regex && left.Bare() is IdentifierNameSyntax name => ValidatesAs(name.Identifier.ValueText, assignment.OutermostType()),
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => ValidatesAs(property.Identifier.ValueText, property.OutermostType()),
        _ => false,
    };

    /// <summary>Whether a member that gives a <c>Regex</c> is used to validate, and for nothing else.</summary>
    public static bool ValidatesAs(string name, SyntaxNode scope)
    {
        var uses = scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(use => use.Identifier.ValueText == name)
            .Select(static use => Used(use) is MemberAccessExpressionSyntax access ? Validates(access) : null)
            .ToList();
        return uses.Contains(true) && !uses.Contains(false);
    }

    /// <summary>The type around all types that a place is in; its file where there is none.</summary>
    public static SyntaxNode OutermostType(this SyntaxNode node) =>
        node.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? node.SyntaxTree.GetRoot();

    /// <summary>Whether it judges a text that may end in a line feed: its input is not a line, nor trimmed.</summary>
    public static bool IsOpen(ExpressionSyntax? input) => input?.Bare() switch
    {
        null => false,
        InvocationExpressionSyntax call => call.CalledName()?.Identifier.ValueText is not ("Trim" or "TrimEnd" or "ReadLine"),
        IdentifierNameSyntax name => name.Identifier.ValueText.IndexOf("line", StringComparison.OrdinalIgnoreCase) < 0 && !IsTrimmed(name),
        _ => true,
    };

    // text = text.Trim(), var name = Console.ReadLine()
    private static bool IsTrimmed(IdentifierNameSyntax variable) => variable.Function().DescendantNodes().Any(node => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } declarator => declarator.Identifier.ValueText == variable.Identifier.ValueText && IsLine(value),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Right: var value } => left.Identifier.ValueText == variable.Identifier.ValueText && IsLine(value),
        _ => false,
    });

    private static bool IsLine(ExpressionSyntax value) => value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static name => name.Identifier.ValueText is "Trim" or "TrimEnd" or "ReadLine" or "ReadLineAsync");

    // true: judges; false: searches, splits or replaces; null: cannot be told.
    private static bool? Validates(MemberAccessExpressionSyntax access) => access.Name.Identifier.ValueText switch
    {
        "IsMatch" when access.Parent is InvocationExpressionSyntax call => IsOpen(call.ArgumentList.Arguments.FirstOrDefault()?.Expression) ? true : null,
        "IsMatch" => true,
        "Match" when access.Parent is InvocationExpressionSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Success" } } call =>
            IsOpen(call.ArgumentList.Arguments.FirstOrDefault()?.Expression) ? true : null,
        "Matches" or "Replace" or "Split" or "EnumerateMatches" or "EnumerateSplits" or "Count" => false,
        _ => null,
    };

    // The whole of this.Name, Type.Name, Name() and what is called on it.
    private static MemberAccessExpressionSyntax? Used(IdentifierNameSyntax name)
    {
        SyntaxNode at = name.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == name ? qualified : name;
        if (at.Parent is InvocationExpressionSyntax call && call.Expression == at)
            at = call;
        return at.Parent is MemberAccessExpressionSyntax access && access.Expression == at ? access : null;
    }
}
