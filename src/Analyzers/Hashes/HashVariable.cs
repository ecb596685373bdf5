using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A local or a parameter that is given a default value, and what becomes of it afterwards.</summary>
internal sealed class HashVariable
{
    private readonly string _name;
    private readonly SyntaxNode _set;
    private readonly IdentifierNameSyntax[] _mentions;

    private HashVariable(string name, SyntaxNode set)
    {
        (_name, _set) = (name, set);
        _mentions = [.. set.Member().DescendantNodes().OfType<IdentifierNameSyntax>().Where(IsMention)];
    }

    /// <summary>The variable that a value is put in, or null.</summary>
    public static HashVariable? Of(SyntaxNode value)
    {
        if (AssignmentTarget.Of(value) is ({ } target, { } assignment))
            return target is IdentifierNameSyntax { Identifier.ValueText: not "_" and var name } ? new(name, assignment) : null;
        return value.Whole().Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local }
            ? new(local.Identifier.ValueText, local)
            : null;
    }

    /// <summary>Whether it is given another value later; in a loop, later may be above.</summary>
    public bool IsSetLater() => _mentions.Any(mention => mention.IsWritten() && (mention.SpanStart > _set.Span.End || Loop()?.Contains(mention) is true));

    /// <summary>Whether it is somewhere compared, or asked for being default.</summary>
    public bool IsTested() => _mentions.Any(HashComparison.Holds);

    /// <summary>Whether it is a local that is only compared, or claimed something of in a test.</summary>
    public bool IsOnlyTested() => _set is VariableDeclaratorSyntax && _mentions.Length > 0
        && _mentions.All(static mention => HashComparison.Holds(mention) || Assertion.Holds(mention));

    private bool IsMention(IdentifierNameSyntax name) => name.Identifier.ValueText == _name && !_set.Contains(name) && !IsMemberOfAnother(name);

    private static bool IsMemberOfAnother(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name;

    private SyntaxNode? Loop() => _set.Ancestors().TakeWhile(static ancestor => ancestor is not MemberDeclarationSyntax).FirstOrDefault(static ancestor =>
        ancestor is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
}
