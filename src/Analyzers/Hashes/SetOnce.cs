using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Hashes;

/// <summary>What is given a value at one place only, and has it wherever it is read.</summary>
internal static class SetOnce
{
    /// <summary>The value of a local or a <c>static readonly</c> field; null where there may be others.</summary>
    public static IOperation? Value(IOperation reference, CancellationToken cancellationToken) => reference switch
    {
        ILocalReferenceOperation { Local: { IsRef: false } local } => Value(local, reference.SemanticModel!, cancellationToken),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => Value(field, reference.SemanticModel!.Compilation, cancellationToken),
        _ => null,
    };

    private static IOperation? Value(ILocalSymbol local, SemanticModel model, CancellationToken cancellationToken)
    {
        if (local.DeclaringSyntaxReferences.Only()?.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax declarator)
            return null;

        var later = declarator.Member().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name && name.IsWritten())
            .ToList();
        var value = declarator.Initializer is { Value: var first }
            ? later.Count == 0 ? first : null
            : later.Only()?.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: var only } ? only : null;
        return value is null ? null : model.GetOperation(value, cancellationToken);
    }

    private static IOperation? Value(IFieldSymbol field, Compilation compilation, CancellationToken cancellationToken) =>
        field.ContainingType.StaticConstructors.All(static constructor => constructor.IsImplicitlyDeclared)
        && field.DeclaringSyntaxReferences.Only()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? compilation.GetSemanticModel(value.SyntaxTree).GetOperation(value, cancellationToken)
            : null;
}
