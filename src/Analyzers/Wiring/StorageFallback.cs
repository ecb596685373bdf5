using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>A parameter that stores even where it is left out: its declaration puts another store in its place.</summary>
internal static class StorageFallback
{
    public static bool Has(ParameterSyntax parameter) =>
        parameter.Parent?.Parent is { } declaration
        && declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Identifier.ValueText && IsReplaced(name));

    private static bool IsReplaced(IdentifierNameSyntax name)
    {
        var whole = name.Whole();
        return whole.Parent switch
        {
            BinaryExpressionSyntax choice when choice.IsKind(SyntaxKind.CoalesceExpression) => choice.Left == whole && Stores(choice.Right),
            AssignmentExpressionSyntax assignment when assignment.Left == whole => Stores(assignment.Right),
            BinaryExpressionSyntax { Parent: ConditionalExpressionSyntax choice } test when choice.Condition == test => StoresEitherWay(choice, name),
            IsPatternExpressionSyntax { Parent: ConditionalExpressionSyntax choice } test when choice.Condition == test => StoresEitherWay(choice, name),
            _ => false,
        };
    }

    private static bool StoresEitherWay(ConditionalExpressionSyntax choice, IdentifierNameSyntax name) =>
        (choice.WhenTrue.IsLike(name) && Stores(choice.WhenFalse)) || (choice.WhenFalse.IsLike(name) && Stores(choice.WhenTrue));

    // What forgets at the end of the process, or at once, is no store to fall back on.
    private static bool Stores(ExpressionSyntax value) =>
        value.Bare() is not ThrowExpressionSyntax
        && !value.IsNothing()
        && !value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static part => Forgets(part.Identifier.ValueText));

    private static bool Forgets(string name) =>
        IsWord(name, "Null") || IsWord(name, "No") || IsWord(name, "Noop") || IsWord(name, "Empty") || IsWord(name, "Memory") || IsWord(name, "InMemory") || IsWord(name, "Fake") || IsWord(name, "Dummy");

    private static bool IsWord(string name, string beginning) =>
        name.StartsWith(beginning, StringComparison.Ordinal) && (name.Length == beginning.Length || char.IsUpper(name[beginning.Length]));
}
