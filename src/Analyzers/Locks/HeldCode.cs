using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Ways out of code.</summary>
[Flags]
internal enum Ways
{
    None = 0,

    /// <summary>To what follows.</summary>
    On = 1,

    Break = 2,

    Continue = 4,

    Return = 8,

    Throw = 16,
}

/// <summary>
/// What runs while something is held, and the ways on which the function is left with it. A release under a condition
/// counts: the condition may be the one under which it was taken.
/// </summary>
internal sealed class HeldCode
{
    private readonly Hold _hold;
    private readonly MayThrow _throwing;
    private readonly List<SyntaxNode> _nodes = [];
    // What a handler calls to tell of a failure is not expected to fail too.
    private bool _isHandling;

    private HeldCode(Hold hold, SemanticModel model, CancellationToken cancellationToken)
    {
        _hold = hold;
        _throwing = new MayThrow(model, cancellationToken);
    }

    /// <summary>The statements, conditions and resources, each as a whole, in the order of the source.</summary>
    public IReadOnlyList<SyntaxNode> Nodes => _nodes;

    /// <summary>How the function may be left with it.</summary>
    public Ways Lost { get; private set; }

    /// <summary>The code after a call that takes something; null where the form of the call does not show what that is.</summary>
    public static HeldCode? After(Hold hold, SemanticModel model, CancellationToken cancellationToken)
    {
        if (hold.Taken.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || statement.Function() != hold.Taken.Function())
            return null;
        var code = new HeldCode(hold, model, cancellationToken);
        if (code.Begin(statement) is not { } ways)
            return null;
        code.Lost = code.Outward(statement, ways) & (Ways.On | Ways.Return | Ways.Throw);
        return code;
    }

    private Ways? Begin(StatementSyntax statement) => statement switch
    {
        ExpressionStatementSyntax or LocalDeclarationStatementSyntax => Ways.On,
        UsingStatementSyntax scope when !scope.Statement.Span.Contains(_hold.Taken.Span) => Within(scope),
        IfStatementSyntax choice when choice.Condition.Span.Contains(_hold.Taken.Span) => _hold.Says(choice.Condition) switch
        {
            true => Of(choice.Statement),
            false => choice.Else is { } otherwise ? Of(otherwise.Statement) : Ways.On,
            null => null,
        },
        // while (!TryEnter()) Sleep();
        WhileStatementSyntax loop when loop.Condition.Span.Contains(_hold.Taken.Span) && _hold.Says(loop.Condition) is false => Ways.On,
        _ => null,
    };

    private Ways Within(UsingStatementSyntax scope)
    {
        Of(scope.Statement);
        return Ways.None;
    }

    private Ways Of(IEnumerable<StatementSyntax> statements)
    {
        var ways = Ways.On;
        foreach (var statement in statements)
        {
            if (!ways.HasFlag(Ways.On))
                break;
            ways = (ways & ~Ways.On) | Of(statement);
        }

        return ways;
    }

    private Ways Of(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => Of(block.Statements),
        IfStatementSyntax choice => OfChoice(choice),
        TryStatementSyntax attempt => Attempted(attempt, Of(attempt.Block.Statements)),
        WhileStatementSyntax loop => Then(loop.Condition, () => Looped(Of(loop.Statement), loop.Condition)),
        DoStatementSyntax loop => Looped(Of(loop.Statement), loop.Condition) | Visit(loop.Condition),
        ForStatementSyntax loop => Looped(Of(loop.Statement), loop.Condition, isEndless: loop.Condition is null),
        CommonForEachStatementSyntax loop => Then(loop.Expression, () => Looped(Of(loop.Statement), null)),
        UsingStatementSyntax scope => Then((SyntaxNode?)scope.Declaration ?? scope.Expression!, () => Of(scope.Statement)),
        LockStatementSyntax scope => Of(scope.Statement),
        CheckedStatementSyntax scope => Of(scope.Block.Statements),
        UnsafeStatementSyntax scope => Of(scope.Block.Statements),
        FixedStatementSyntax scope => Of(scope.Statement),
        LabeledStatementSyntax labelled => Of(labelled.Statement),
        SwitchStatementSyntax choice => Then(choice.Expression, () => OfSections(choice)),
        ReturnStatementSyntax { Expression: null } => Ways.Return,
        ReturnStatementSyntax { Expression: var result } => Then(result, static () => Ways.Return),
        ThrowStatementSyntax => Ways.Throw,
        BreakStatementSyntax => Ways.Break,
        ContinueStatementSyntax => Ways.Continue,
        YieldStatementSyntax { Expression: null } => Ways.Return,
        // Where it leads cannot be told.
        GotoStatementSyntax => Ways.None,
        LocalFunctionStatementSyntax or EmptyStatementSyntax => Ways.On,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } when call.EndsTheProcess() => Ways.None,
        _ => Visit(statement),
    };

    private Ways Visit(SyntaxNode node)
    {
        if (_hold.IsReleasedIn(node))
            return Ways.None;
        _nodes.Add(node);
        return Ways.On | (!_isHandling && _throwing.In(node) ? Ways.Throw : Ways.None);
    }

    private Ways Then(SyntaxNode first, Func<Ways> next)
    {
        var ways = Visit(first);
        return ways.HasFlag(Ways.On) ? (ways & ~Ways.On) | next() : ways;
    }

    private Ways OfChoice(IfStatementSyntax choice) => Then(choice.Condition, () =>
    {
        switch (_hold.Says(choice.Condition))
        {
            case true:
                return Of(choice.Statement);
            case false:
                return choice.Else is { } held ? Of(held.Statement) : Ways.On;
        }

        var then = Of(choice.Statement);
        var otherwise = choice.Else is null ? Ways.On : Of(choice.Else.Statement);
        // What it was taken under may be asked again to release it.
        if (choice.Else is null && !then.HasFlag(Ways.On) && !choice.Statement.Exits() && _hold.IsReleasedIn(choice.Statement))
            otherwise = Ways.None;
        return then | otherwise;
    });

    private Ways OfSections(SwitchStatementSyntax choice)
    {
        var ways = choice.Sections.Any(static section => section.Labels.Any(static label => label is DefaultSwitchLabelSyntax)) ? Ways.None : Ways.On;
        foreach (var section in choice.Sections)
            ways |= Of(section.Statements);
        return Broken(ways);
    }

    private static Ways Broken(Ways ways) => ways.HasFlag(Ways.Break) ? (ways & ~Ways.Break) | Ways.On : ways;

    private static Ways Looped(Ways body, ExpressionSyntax? condition, bool isEndless = false)
    {
        isEndless |= condition.IsKind(SyntaxKind.TrueLiteralExpression);
        var ways = Broken(body & ~(Ways.On | Ways.Continue));
        return isEndless ? ways : ways | Ways.On;
    }

    // What a finally block releases is released.
    private Ways Attempted(TryStatementSyntax attempt, Ways ways)
    {
        if (attempt.Finally is { } final && _hold.IsReleasedIn(final))
            return Ways.None;
        if (ways.HasFlag(Ways.Throw))
        {
            var outer = _isHandling;
            _isHandling = true;
            var handled = Ways.None;
            foreach (var handler in attempt.Catches)
                handled |= Of(handler.Block.Statements);
            _isHandling = outer;
            if (attempt.Catches.Any(TakesAll))
                ways &= ~Ways.Throw;
            ways |= handled;
        }

        return ways;
    }

    private static bool TakesAll(CatchClauseSyntax handler) =>
        handler.Filter is null && handler.Declaration?.Type is null or IdentifierNameSyntax { Identifier.ValueText: "Exception" } or QualifiedNameSyntax { Right.Identifier.ValueText: "Exception" };

    private Ways Outward(SyntaxNode node, Ways ways)
    {
        for (; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case BlockSyntax block:
                    ways = Rest(block.Statements, node, ways);
                    break;
                case SwitchSectionSyntax section:
                    ways = Rest(section.Statements, node, ways);
                    break;
                case SwitchStatementSyntax:
                    ways = Broken(ways);
                    break;
                case TryStatementSyntax attempt when node == attempt.Block:
                    ways = Attempted(attempt, ways);
                    break;
                case TryStatementSyntax { Finally: { } final } when node != final && _hold.IsReleasedIn(final):
                    return Ways.None;
                case WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax:
                    ways = Again((StatementSyntax)parent, ways);
                    break;
                case GlobalStatementSyntax { Parent: CompilationUnitSyntax file }:
                    return Rest(file.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement), node, ways);
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return ways;
            }
        }

        return ways;
    }

    private Ways Rest(IEnumerable<StatementSyntax> statements, SyntaxNode node, Ways ways) =>
        ways.HasFlag(Ways.On) ? (ways & ~Ways.On) | Of(statements.SkipWhile(other => other != node).Skip(1)) : ways;

    // The next round may give back what this one took.
    private Ways Again(StatementSyntax loop, Ways ways)
    {
        if ((ways & (Ways.On | Ways.Continue)) != 0 && loop.DescendantNodes().Any(node => node.SpanStart < _hold.Taking.SpanStart && _hold.IsRelease(node)))
            return Ways.None;
        var isEndless = loop is WhileStatementSyntax { Condition.RawKind: (int)SyntaxKind.TrueLiteralExpression } or ForStatementSyntax { Condition: null };
        var next = Broken(ways & ~(Ways.On | Ways.Continue));
        return isEndless || (ways & (Ways.On | Ways.Continue)) == 0 ? next : next | Ways.On;
    }
}
