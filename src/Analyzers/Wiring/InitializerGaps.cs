using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Wiring;

/// <summary>Finds marked members that an initializer fills with nothing, or leaves out.</summary>
internal sealed class InitializerGaps(PayloadReferenceMarks marks, CancellationToken cancellationToken)
{
    /// <summary>Whether an initializer sets members of what a member holds.</summary>
    public static bool Reaches(IObjectOrCollectionInitializerOperation? initializer) => Parts(initializer).Any(static part => part is IMemberInitializerOperation);

    /// <summary>What an initializer, of a new object or of a changed copy, clears.</summary>
    public IEnumerable<Gap> Cleared(IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (var part in Parts(initializer))
        {
            if (part is IMemberInitializerOperation inner)
            {
                foreach (var gap in Cleared(inner.Initializer))
                    yield return gap;
            }
            else if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value }
                && value.IsNothing()
                && marks.Mark(member)
                && !ExpressionTree.Holds(part))
            {
                yield return new Gap(((AssignmentExpressionSyntax)part.Syntax).Right.GetLocation(), member.Name, member.ContainingType.Name, GapKind.NullValue);
            }
        }
    }

    /// <summary>What the creation of an object leaves as it was.</summary>
    public IEnumerable<Gap> LeftOut(IObjectCreationOperation creation, ISymbol within)
    {
        if (creation is not { Type: INamedTypeSymbol type, Constructor: { } constructor, SemanticModel: { } model, Syntax: BaseObjectCreationExpressionSyntax syntax })
            yield break;

        foreach (var member in marks.MembersOf(type))
        {
            if (IsOpen(member, model.Compilation, within)
                && !Assigns(creation.Initializer, member)
                && !ConstructorEffects.MaySet(constructor, member, cancellationToken)
                && !LaterAssignment.Sets(syntax, member, model, cancellationToken)
                && !ExpressionTree.Holds(creation))
            {
                yield return new Gap(CallName.Of(syntax), member.Name, type.Name, GapKind.OmittedMember);
            }
        }
    }

    /// <summary>Whether a record's member, which an argument left empty, is set right after its construction.</summary>
    public bool Completes(IObjectCreationOperation creation, string member) =>
        creation is { Type: INamedTypeSymbol type, SemanticModel: { } model }
        && marks.MembersOf(type).FirstOrDefault(marked => marked.Name == member) is { } marked
        && (Assigns(creation.Initializer, marked) || LaterAssignment.Sets(creation.Syntax, marked, model, cancellationToken));

    private static ImmutableArray<IOperation> Parts(IObjectOrCollectionInitializerOperation? initializer) =>
        initializer is null ? [] : initializer.Initializers;

    private static bool Assigns(IObjectOrCollectionInitializerOperation? initializer, ISymbol member) => Parts(initializer).Any(part => part switch
    {
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } => Same(target.Member, member),
        IMemberInitializerOperation { InitializedMember: IMemberReferenceOperation target } => Same(target.Member, member),
        _ => false,
    });

    private static bool Same(ISymbol assigned, ISymbol member) => SymbolEqualityComparer.Default.Equals(assigned.OriginalDefinition, member);

    // What is required, the compiler demands itself.
    private static bool IsOpen(ISymbol member, Compilation compilation, ISymbol within) => member switch
    {
        IPropertySymbol { IsRequired: false, SetMethod: { } setter } => compilation.IsSymbolAccessibleWithin(setter, within),
        IFieldSymbol { IsRequired: false, IsReadOnly: false } => compilation.IsSymbolAccessibleWithin(member, within),
        _ => false,
    };
}
