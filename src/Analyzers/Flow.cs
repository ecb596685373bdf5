using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>Where statements lead.</summary>
internal static class Flow
{
    /// <summary>Whether what follows a statement does not run after it.</summary>
    public static bool Exits(this StatementSyntax statement) => statement switch
    {
        BlockSyntax { Statements: { Count: > 0 } statements } => statements.Last().Exits(),
        IfStatementSyntax { Else.Statement: var otherwise } choice => choice.Statement.Exits() && otherwise.Exits(),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax => true,
        YieldStatementSyntax yield => yield.IsKind(SyntaxKind.YieldBreakStatement),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => call.EndsTheProcess(),
        _ => false,
    };

    /// <summary>What runs after a statement wherever it does, also beyond the blocks that it ends.</summary>
    public static IEnumerable<StatementSyntax> Following(this StatementSyntax statement)
    {
        for (SyntaxNode? at = statement; at is not null; at = Around(at))
        {
            foreach (var next in Beside(at).SkipWhile(sibling => sibling != at).Skip(1))
                yield return next;
        }
    }

    /// <summary>Whether no code of this process runs after a call.</summary>
    public static bool EndsTheProcess(this InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exit" or "FailFast", Expression: var type } && type.ToString() is "Environment" or "System.Environment";

    /// <summary>Whether it does nothing but tell somebody: an exception, a line on the console, a message box.</summary>
    public static bool IsMessage(this SyntaxNode node) => node switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        BlockSyntax block => block.Statements.Count > 0 && (block.Statements.Last().IsMessage() || (block.Exits() && block.Statements.Any(Tells))),
        IfStatementSyntax { Else.Statement: var otherwise } choice => choice.Statement.IsMessage() && otherwise.IsMessage(),
        StatementSyntax statement => Tells(statement),
        _ => false,
    };

    private static bool Tells(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: var expression }
        && (expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } call
        && (call.EndsTheProcess() || Receivers(receiver).Any(static name => name is "Console" or "AnsiConsole" or "MessageBox"));

    private static IEnumerable<string> Receivers(ExpressionSyntax receiver) => receiver.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText);

    private static IEnumerable<StatementSyntax> Beside(SyntaxNode statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax file } => file.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement),
        _ => [],
    };

    private static StatementSyntax? Around(SyntaxNode statement) => statement.Parent switch
    {
        BlockSyntax { Parent: BlockSyntax or UsingStatementSyntax or LockStatementSyntax or CheckedStatementSyntax or FixedStatementSyntax } block =>
            block.Parent is BlockSyntax ? block : (StatementSyntax)block.Parent!,
        UsingStatementSyntax or LockStatementSyntax => (StatementSyntax)statement.Parent,
        _ => null,
    };
}
