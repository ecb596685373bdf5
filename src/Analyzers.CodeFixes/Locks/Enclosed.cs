using Guarded.Analyzers.Locks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace Guarded.Analyzers.CodeFixes.Locks;

/// <summary>The statements between the taking of a lock and its only release, all in one block, so that they can become a <c>try</c>.</summary>
internal sealed class Enclosed
{
    private readonly BlockSyntax _block;
    private readonly StatementSyntax _taking;
    private readonly StatementSyntax _release;

    private Enclosed(BlockSyntax block, StatementSyntax taking, StatementSyntax release)
    {
        _block = block;
        _taking = taking;
        _release = release;
    }

    public static Enclosed? Of(HeldLock held)
    {
        if (held.Taken.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax block } taking
            || held.Taking.Function().DescendantNodes().Where(held.IsRelease).Where(release => release.SpanStart > taking.Span.End).ToList() is not [InvocationExpressionSyntax { Parent: ExpressionStatementSyntax release }]
            || release.Parent != block)
        {
            return null;
        }

        var between = block.Statements.Skip(block.Statements.IndexOf(taking) + 1).TakeWhile(statement => statement != release).ToList();
        var after = block.Statements.SkipWhile(statement => statement != release).Skip(1);
        return between.Count > 0
            && !between.Any(static statement => statement is LocalFunctionStatementSyntax or LabeledStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 })
            && !Declared(between).Overlaps(after.SelectMany(static statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText))
                ? new Enclosed(block, taking, release)
                : null;
    }

    public void Apply(SyntaxEditor editor) => editor.ReplaceNode(_block, (current, _) =>
    {
        var block = (BlockSyntax)current;
        var taking = Find(block, _taking);
        var release = Find(block, _release);
        return taking < 0 || release < taking ? block : block.WithStatements(SyntaxFactory.List(Enclose(block.Statements, taking, release)));
    });

    private static int Find(BlockSyntax block, StatementSyntax statement) => block.Statements.IndexOf(other => other.IsEquivalentTo(statement));

    private static IEnumerable<StatementSyntax> Enclose(SyntaxList<StatementSyntax> statements, int taking, int release)
    {
        var attempt = SyntaxFactory.TryStatement(
            SyntaxFactory.Block(statements.Skip(taking + 1).Take(release - taking - 1)),
            [],
            SyntaxFactory.FinallyClause(SyntaxFactory.Block(statements[release])));
        return [.. statements.Take(taking + 1), attempt.WithAdditionalAnnotations(Formatter.Annotation), .. statements.Skip(release + 1)];
    }

    private static HashSet<string> Declared(IEnumerable<StatementSyntax> statements) =>
        [.. statements.SelectMany(static statement => statement.DescendantNodesAndSelf()).Select(static node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            _ => null,
        }).OfType<string>()];
}
