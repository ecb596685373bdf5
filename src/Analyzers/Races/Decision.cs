using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Races;

/// <summary>What the answer to a question decides: follows it through conditions, early returns and a variable that keeps it.</summary>
internal sealed class Decision(SemanticModel model, CancellationToken cancellationToken)
{
    private readonly List<Outcome> _outcomes = [];

    private int _since;

    public IReadOnlyList<Outcome> Of(ExistenceCheck check)
    {
        _since = check.Question.Span.End;
        Follow(check.Question, whenTrue: true, whenFalse: false);
        return _outcomes;
    }

    // What the answer was where a condition is true, and where it is false; null where that is not known.
    private void Follow(ExpressionSyntax condition, bool? whenTrue, bool? whenFalse)
    {
        while (whenTrue is not null || whenFalse is not null)
        {
            switch (condition.Parent)
            {
                case ParenthesizedExpressionSyntax parent:
                    condition = parent;
                    break;
                case PrefixUnaryExpressionSyntax parent when parent.IsKind(SyntaxKind.LogicalNotExpression):
                    condition = parent;
                    (whenTrue, whenFalse) = (whenFalse, whenTrue);
                    break;
                case BinaryExpressionSyntax parent when parent.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression:
                    if (Literal(parent.Left == condition ? parent.Right : parent.Left) is not { } compared)
                        return;
                    condition = parent;
                    if (compared != parent.IsKind(SyntaxKind.EqualsExpression))
                        (whenTrue, whenFalse) = (whenFalse, whenTrue);
                    break;
                case IsPatternExpressionSyntax { Pattern: var pattern } parent:
                    if (Literal(pattern) is not { } matched)
                        return;
                    condition = parent;
                    if (!matched)
                        (whenTrue, whenFalse) = (whenFalse, whenTrue);
                    break;
                case BinaryExpressionSyntax parent when parent.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.BitwiseAndExpression:
                    if (parent.Left == condition)
                        Add([parent.Right], whenTrue, null);
                    condition = parent;
                    whenFalse = IsFlag(parent) ? whenFalse : null;
                    break;
                case BinaryExpressionSyntax parent when parent.Kind() is SyntaxKind.LogicalOrExpression or SyntaxKind.BitwiseOrExpression:
                    if (parent.Left == condition)
                        Add([parent.Right], whenFalse, null);
                    condition = parent;
                    whenTrue = IsFlag(parent) ? whenTrue : null;
                    break;
                case ConditionalExpressionSyntax parent when parent.Condition == condition:
                    Add([parent.WhenTrue], whenTrue, parent.WhenFalse);
                    Add([parent.WhenFalse], whenFalse, parent.WhenTrue);
                    return;
                case IfStatementSyntax parent:
                    FollowBranches(parent, whenTrue, whenFalse);
                    return;
                // A name that is free is searched for; waiting for a file to appear decides nothing.
                case WhileStatementSyntax or DoStatementSyntax when whenTrue == true:
                    var loop = (StatementSyntax)condition.Parent;
                    _since = loop.Span.End;
                    Add(loop.Following(), whenFalse, null);
                    return;
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                    FollowVariable(variable, whenTrue, whenFalse);
                    return;
                default:
                    return;
            }
        }
    }

    private void FollowBranches(IfStatementSyntax choice, bool? whenTrue, bool? whenFalse)
    {
        var otherwise = choice.Else?.Statement;
        List<StatementSyntax> following = [.. choice.Following()];
        Add([choice.Statement], whenTrue, otherwise ?? (choice.Statement.Exits() ? following.FirstOrDefault() : null));
        if (otherwise is not null)
            Add([otherwise], whenFalse, choice.Statement);
        if (choice.Statement.Exits())
            Add(following, whenFalse, choice.Statement);
        else if (otherwise?.Exits() == true)
            Add(following, whenTrue, otherwise);
    }

    private void FollowVariable(VariableDeclaratorSyntax variable, bool? whenTrue, bool? whenFalse)
    {
        var name = variable.Identifier.ValueText;
        var uses = variable.Function().DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name && use.SpanStart > variable.Span.End).ToList();
        if (model.GetDeclaredSymbol(variable, cancellationToken) is not ILocalSymbol || uses.Any(static use => use.IsWritten()))
            return;
        foreach (var use in uses)
            Follow(use, whenTrue, whenFalse);
    }

    private void Add(IEnumerable<SyntaxNode> nodes, bool? exists, SyntaxNode? otherwise)
    {
        if (exists is { } answer)
            _outcomes.Add(new Outcome(_since, [.. nodes], answer, otherwise));
    }

    // !overwrite && File.Exists(path): without the flag the answer alone decides.
    private static bool IsFlag(BinaryExpressionSyntax condition) => Operands(condition).Any(static operand =>
        operand.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText is { } name
        && operand is not InvocationExpressionSyntax
        && (Has(name, "overwrite") || Has(name, "force") || Has(name, "replace") || Has(name, "clobber")));

    private static bool Has(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    private static IEnumerable<ExpressionSyntax> Operands(BinaryExpressionSyntax condition) =>
        new[] { condition.Left, condition.Right }.Select(static side => side.Bare() is PrefixUnaryExpressionSyntax { Operand: var negated } ? negated.Bare() : side.Bare());

    private static bool? Literal(ExpressionSyntax expression) => expression.Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => true,
        SyntaxKind.FalseLiteralExpression => false,
        _ => null,
    };

    private static bool? Literal(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax { Expression: var constant } => Literal(constant),
        UnaryPatternSyntax { Pattern: var negated } => !Literal(negated),
        _ => null,
    };
}
