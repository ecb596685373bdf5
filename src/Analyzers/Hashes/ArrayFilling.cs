using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A new array whose elements are set afterwards, or may be: by the code around it, or by whoever gets it.</summary>
internal static class ArrayFilling
{
    public static bool MayFollow(SyntaxNode creation, SemanticModel model, CancellationToken cancellationToken)
    {
        var whole = creation.Whole();
        return whole.Parent switch
        {
            MemberAccessExpressionSyntax access => MayFillThrough(access.Name),
            ArgumentSyntax argument => IsBuffer(argument, model, cancellationToken),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } => Mentions(local.Identifier, local.Member()).Any(MayFill),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax field } => Mentions(field.Identifier, Type(field)).Any(MayFill),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => Mentions(property.Identifier, Type(property)).Any(MayFill),
            AssignmentExpressionSyntax { Left: var left } assignment when assignment.Right == whole => Target(left) is { } name && Mentions(name.Identifier, Type(name)).Any(mention => mention != name && MayFill(mention)),
            _ => false,
        };
    }

    private static SyntaxNode Type(SyntaxNode node) => node.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? node.SyntaxTree.GetRoot();

    private static IEnumerable<SimpleNameSyntax> Mentions(SyntaxToken name, SyntaxNode scope) =>
        scope.DescendantNodes().OfType<SimpleNameSyntax>().Where(mention => mention.Identifier.ValueText == name.ValueText);

    private static SimpleNameSyntax? Target(ExpressionSyntax left) => left switch
    {
        IdentifierNameSyntax { Identifier.ValueText: not "_" } name => name,
        MemberAccessExpressionSyntax access => access.Name,
        ElementAccessExpressionSyntax row => Target(row.Expression),
        _ => null,
    };

    private static bool MayFill(SimpleNameSyntax mention)
    {
        SyntaxNode use = mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention;
        return use.Whole().Parent switch
        {
            ElementAccessExpressionSyntax element => MayFill(element),
            ArgumentSyntax => true,
            MemberAccessExpressionSyntax member when member.Expression == use => MayFillThrough(member.Name),
            EqualsValueClauseSyntax => true,
            AssignmentExpressionSyntax { Left: not IdentifierNameSyntax { Identifier.ValueText: "_" } } => true,
            ForEachStatementSyntax { Type: RefTypeSyntax } => true,
            _ => false,
        };
    }

    private static bool MayFill(ElementAccessExpressionSyntax element) => element.Whole().Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == element || IsSlice(element),
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind != 0 || argument.Parent is TupleExpressionSyntax || IsSlice(element),
        ElementAccessExpressionSyntax row => MayFill(row),
        RefExpressionSyntax => true,
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.AddressOfExpression),
        MemberAccessExpressionSyntax member => IsSlice(element) && MayFillThrough(member.Name),
        EqualsValueClauseSyntax => IsSlice(element),
        _ => false,
    };

    private static bool IsSlice(ElementAccessExpressionSyntax element) => element.ArgumentList.Arguments.Only() is { Expression: RangeExpressionSyntax };

    private static bool MayFillThrough(SimpleNameSyntax member) => member.Identifier.ValueText is "AsSpan" or "AsMemory" or "Span" or "Fill" or "Slice" or "SetValue" or "GetPinnableReference";

    // What takes an array reads it; what takes a span of it or a reference to it may write.
    private static bool IsBuffer(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(argument.Expression, cancellationToken).ConvertedType is { Name: "Span" or "Memory" }
        || argument.Parent?.Parent is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax;
}
