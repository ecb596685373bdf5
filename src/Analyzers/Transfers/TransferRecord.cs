using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Transfers;

/// <summary>What is noted down once a transfer was tried.</summary>
internal sealed class TransferRecord(TryStatementSyntax attempt, InvocationExpressionSyntax transfer, SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary>Whether anything is recorded after an attempt, by its form alone.</summary>
    public static bool MayBeAfter(TryStatementSyntax attempt) =>
        After(attempt).SelectMany(Records).Any()
        || (attempt.Parent is BlockSyntax { Parent: ForEachStatementSyntax loop } && After(loop).Any(static next => next is ExpressionStatementSyntax));

    /// <summary>Whether what was transferred is recorded after the attempt, however that went.</summary>
    public bool IsMade()
    {
        var subjects = Subjects();
        return subjects.Count > 0 && (IsEachRecorded(subjects) || AreAllRecorded(subjects));
    }

    private bool IsEachRecorded(HashSet<string> subjects)
    {
        var set = SetInAttempt();
        foreach (var next in After(attempt))
        {
            // What asks how it went, or leaves, decides what is recorded.
            if (Mentions(next, set) || IsChecked(next, subjects))
                return false;
            if (Records(next).Any(record => Mentions(record, subjects)))
                return true;
            if (next is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax)
                return false;
        }

        return false;
    }

    // Some may be missing, and the list of all is written down.
    private bool AreAllRecorded(HashSet<string> subjects) =>
        attempt.Parent is BlockSyntax { Parent: ForEachStatementSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var all } } loop }
        && subjects.Contains(loop.Identifier.ValueText)
        && SetInAttempt().Count == 0
        && After(loop).OfType<ExpressionStatementSyntax>().Any(next => Mentions(next, [all]) && next.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsRecordOfAll));

    private static bool IsRecordOfAll(InvocationExpressionSyntax call) =>
        call.CalledName()?.Identifier.ValueText is { } name
        && Words.Of(name) is { Count: > 0 } words
        && words[0] is "save" or "record" or "publish" or "commit" or "store" or "write" or "put" or "upload" or "update" or "mark"
        && words.Any(static word => word is "index" or "manifest" or "catalog" or "catalogue" or "all" or "uploaded" or "synced" or "done" or "completed" or "state" or "snapshot");

    private static IEnumerable<StatementSyntax> After(StatementSyntax statement) =>
        statement.Parent is BlockSyntax block ? block.Statements.SkipWhile(other => other != statement).Skip(1)
        : statement.Parent is GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global ? unit.Members.SkipWhile(member => member != global).Skip(1).OfType<GlobalStatementSyntax>().Select(static next => next.Statement)
        : [];

    /// <summary>The variables that say what goes where.</summary>
    private HashSet<string> Subjects()
    {
        var subjects = new HashSet<string>();
        foreach (var argument in transfer.ArgumentList.Arguments)
            AddSubjects(argument.Expression, subjects, depth: 2);
        return subjects;
    }

    private void AddSubjects(ExpressionSyntax expression, HashSet<string> subjects, int depth)
    {
        foreach (var name in expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (IsMember(name))
                continue;
            switch (model.GetSymbolInfo(name, cancellationToken).Symbol)
            {
                case ILocalSymbol local when depth > 0 && attempt.Block.Span.Contains(DeclarationOf(local)):
                    if (local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value })
                        AddSubjects(value, subjects, depth - 1);
                    break;
                case ILocalSymbol { Type: var type } when IsSubject(name, type):
                case IParameterSymbol { Type: var parameterType } when IsSubject(name, parameterType):
                    subjects.Add(name.Identifier.ValueText);
                    break;
            }
        }
    }

    private Microsoft.CodeAnalysis.Text.TextSpan DeclarationOf(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences.FirstOrDefault() is { } reference && reference.SyntaxTree == attempt.SyntaxTree ? reference.Span : attempt.SyntaxTree.GetRoot(cancellationToken).FullSpan;

    // "request.Key", and "Key = key" of an initializer.
    private static bool IsMember(IdentifierNameSyntax name) =>
        (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        || (name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment && assignment.Left == name)
        || name.Parent is NameColonSyntax;

    private static bool IsSubject(IdentifierNameSyntax name, ITypeSymbol type) =>
        type.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64)
        && type.Name is not ("CancellationToken" or "Stream" or "FileStream" or "MemoryStream" or "IProgress" or "HttpClient")
        && !name.Identifier.ValueText.HasWord(static word => word
            is "bucket" or "container" or "token" or "client" or "options" or "progress" or "stream" or "content" or "folder" or "directory" or "dir" or "root" or "base" or "cancellation" or "context" or "logger" or "config" or "settings");

    /// <summary>The variables that tell how it went.</summary>
    private HashSet<string> SetInAttempt() =>
        [.. attempt.Block.DescendantNodes().Select(static node => node switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Parent: not InitializerExpressionSyntax } => name.Identifier.ValueText,
            PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax name } => name.Identifier.ValueText,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression, Operand: IdentifierNameSyntax name } => name.Identifier.ValueText,
            _ => null,
        }).OfType<string>()];

    private static bool Mentions(SyntaxNode node, HashSet<string> names) =>
        names.Count > 0 && node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => !IsMember(name) && names.Contains(name.Identifier.ValueText));

    private static bool IsChecked(StatementSyntax statement, HashSet<string> subjects) =>
        statement.DescendantNodesAndSelf().OfType<IfStatementSyntax>().Any(branch => Mentions(branch.Condition, subjects));

    private static IEnumerable<SyntaxNode> Records(StatementSyntax statement) =>
        statement.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CatchClauseSyntax or FinallyClauseSyntax))
            .Where(static node => node switch
            {
                InvocationExpressionSyntax call => IsRecord(call),
                AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax, Parent: ExpressionStatementSyntax } assignment => !IsOfAttempts(assignment.Left.ToString()) && !assignment.Right.IsNothing() && !assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression),
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var flag }, Parent: ExpressionStatementSyntax } assignment => IsDone(flag) && !assignment.Right.IsNothing() && !assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression),
                _ => false,
            });

    private static bool IsRecord(InvocationExpressionSyntax call)
    {
        if (call.ArgumentList.Arguments.Count == 0 || call.CalledName()?.Identifier.ValueText is not { } name || Words.Of(name) is not { Count: > 0 } words)
            return false;
        var verb = words[0] == "try" && words.Count > 1 ? words[1] : words[0];
        return verb is "add" or "insert" or "save" or "record" or "mark" or "register" or "append" or "upsert" or "complete" or "publish" or "commit" or "store" or "update"
            && !words.Any(static word => word is "progress" or "label" or "status" or "log" or "failed" or "failure" or "error" or "header" or "query" or "display")
            && !IsOfAttempts(call.Expression.ToString());
    }

    // What was tried is true either way; what goes into a text or a message is no record.
    private static bool IsOfAttempts(string target) => target.HasWord(static word => word
        is "visited" or "seen" or "attempted" or "attempts" or "tried" or "failed" or "failures" or "errors" or "error" or "pending" or "retry" or "retries" or "queue" or "builder" or "sb"
        or "log" or "logger" or "console" or "temp" or "cleanup" or "headers" or "missing" or "skipped");

    private static bool IsDone(string flag) => flag.HasWord(static word => word
        is "uploaded" or "downloaded" or "synced" or "done" or "completed" or "complete" or "copied" or "transferred" or "stored" or "saved" or "archived" or "pushed" or "pulled" or "published" or "processed");
}
