using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>Code that tells somebody and changes nothing.</summary>
internal static class Logging
{
    /// <summary>Whether a statement does nothing, or nothing but tell.</summary>
    public static bool IsAll(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.All(IsAll),
        EmptyStatementSyntax => true,
        ExpressionStatementSyntax expression => IsTelling(expression.Expression),
        // What is told is put together first.
        LocalDeclarationStatementSyntax declaration => declaration.UsingKeyword.IsKind(SyntaxKind.None),
        IfStatementSyntax choice => IsAll(choice.Statement) && (choice.Else is null || IsAll(choice.Else.Statement)),
        _ => false,
    };

    private static bool IsTelling(ExpressionSyntax expression) => expression.Bare() switch
    {
        InvocationExpressionSyntax call => IsTelling(call),
        AwaitExpressionSyntax { Expression: var awaited } => IsTelling(awaited),
        ConditionalAccessExpressionSyntax access => IsLogger(access.Expression) || (access.WhenNotNull is InvocationExpressionSyntax call && IsTelling(call)),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => true,
        _ => false,
    };

    private static bool IsTelling(InvocationExpressionSyntax call) =>
        (call.CalledName() is { Identifier.ValueText: var name } && IsTellingName(name))
        || (call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && IsLogger(receiver));

    private static bool IsTellingName(string name) =>
        Words.Of(name) is { Count: > 0 } words
        && words[0] is "log" or "logs" or "logged" or "warn" or "warning" or "trace" or "debug" or "info" or "print";

    private static bool IsLogger(ExpressionSyntax receiver) => receiver.Bare() switch
    {
        SimpleNameSyntax name => IsLoggerName(name.Identifier.ValueText),
        MemberAccessExpressionSyntax access => IsLoggerName(access.Name.Identifier.ValueText) || IsLogger(access.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => IsLogger(access.Expression),
        _ => false,
    };

    private static bool IsLoggerName(string name) =>
        name.HasWord(static word => word is "log" or "logger" or "logging" or "loggers" or "console" or "debug" or "trace" or "tracer" or "telemetry");
}
