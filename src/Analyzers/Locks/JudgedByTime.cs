using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Whether a step is only taken because of how old something is.</summary>
internal sealed class JudgedByTime(SemanticModel model, CancellationToken cancellationToken)
{
    private const int Steps = 4;

    private static readonly string[] TimeWords = ["Now", "Time", "LastModified", "tale", "xpired"];

    // Each value and each method is gone into once.
    private readonly HashSet<SyntaxNode> _visited = [];

    /// <summary>Whether a file speaks of times at all.</summary>
    public static bool MayBeIn(SyntaxTree tree, CancellationToken cancellationToken) => Occurrences.AreAny(TimeWords, tree, cancellationToken);

    /// <summary>Whether a judgement decides that a call is reached, and nothing keeps others out meanwhile.</summary>
    public bool Precedes(InvocationExpressionSyntax call) =>
        Conditions(call).Any(condition => IsAge(condition, Steps)) && !IsExclusive(call);

    /// <summary>What decides it: the branches around it, and those before it that leave.</summary>
    private static IEnumerable<SyntaxNode> Conditions(InvocationExpressionSyntax call)
    {
        var function = call.Function();
        for (SyntaxNode node = call; node != function && node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case IfStatementSyntax branch when branch.Condition != node:
                    yield return branch.Condition;
                    break;
                case WhileStatementSyntax loop when loop.Condition != node:
                    yield return loop.Condition;
                    break;
                case ConditionalExpressionSyntax choice when choice.Condition != node:
                    yield return choice.Condition;
                    break;
                case BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) && both.Right == node:
                    yield return both.Left;
                    break;
                case BlockSyntax block:
                    foreach (var earlier in block.Statements.TakeWhile(statement => statement != node).OfType<IfStatementSyntax>().Where(static branch => branch.Statement.Exits()))
                        yield return earlier.Condition;
                    break;
                // Only what is too old is gone through.
                case ForEachStatementSyntax loop when loop.Statement == node:
                    foreach (var filter in loop.Expression.DescendantNodesAndSelf().OfType<LambdaExpressionSyntax>())
                        yield return filter.Body;
                    break;
            }
        }
    }

    private bool IsAge(SyntaxNode condition, int steps) => steps > 0 && _visited.Add(condition) && condition.DescendantNodesAndSelf().Any(node => node switch
    {
        InvocationExpressionSyntax call => IsAge(call, steps),
        BinaryExpressionSyntax binary => IsAge(binary, steps),
        IdentifierNameSyntax name => IsAge(name, steps),
        _ => false,
    });

    private bool IsAge(InvocationExpressionSyntax call, int steps)
    {
        var name = call.CalledName();
        if (name is null)
            return false;
        return name.Identifier.ValueText switch
        {
            "GetLastWriteTime" or "GetLastWriteTimeUtc" or "GetCreationTime" or "GetCreationTimeUtc" or "GetLastAccessTime" or "GetLastAccessTimeUtc" => true,
            "Subtract" or "CompareTo" or "Add" when call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } =>
                call.ArgumentList.Arguments.FirstOrDefault() is { } other && IsDifference(receiver, other.Expression),
            _ when DeclaredFunction.Named(name, model, cancellationToken) is { } function => IsAge(function.Body, steps - 1),
            var called => IsOfAge(called),
        };
    }

    private bool IsAge(BinaryExpressionSyntax binary, int steps) => steps > 0 && binary.Kind()
        is SyntaxKind.SubtractExpression or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
        && (IsDifference(binary.Left, binary.Right) || IsFileTime(binary.Left) || IsFileTime(binary.Right));

    private bool IsAge(IdentifierNameSyntax name, int steps)
    {
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name && access.Expression is not ThisExpressionSyntax)
            return IsTimeOfFile(name.Identifier.ValueText) || (IsOfAge(name.Identifier.ValueText) && access.Parent is not InvocationExpressionSyntax);
        if (name.Parent is InvocationExpressionSyntax)
            return false;
        return model.GetSymbolInfo(name, cancellationToken).Symbol switch
        {
            ILocalSymbol local => VariableValue.Of(local, name, model, cancellationToken) is { } value ? IsAge(value, steps - 1) : IsOfAge(local.Name),
            IPropertySymbol property => VariableValue.Of(property, name, model, cancellationToken) is { } value ? IsAge(value, steps - 1) : IsOfAge(property.Name),
            IParameterSymbol parameter => IsOfAge(parameter.Name),
            _ => false,
        };
    }

    // Now, beside a time that was noted somewhere; a limit on one's own patience is not noted.
    private bool IsDifference(ExpressionSyntax one, ExpressionSyntax other) => (IsNow(one) && IsNoted(other)) || (IsNow(other) && IsNoted(one));

    private bool IsNow(ExpressionSyntax expression) => Resolved(expression).DescendantNodesAndSelf().Any(static node =>
        node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "UtcNow" or "Now" } or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetUtcNow" or "GetLocalNow" or "ToUnixTimeSeconds" or "ToUnixTimeMilliseconds" } }
        || node is IdentifierNameSyntax { Identifier.ValueText: "now" or "utcNow" });

    private bool IsNoted(ExpressionSyntax expression)
    {
        var value = Resolved(expression);
        return value.DescendantNodesAndSelf().Any(node => node switch
        {
            InvocationExpressionSyntax call => call.CalledName()?.Identifier.ValueText is { } name && IsReading(name),
            MemberAccessExpressionSyntax access => IsTimeOfFile(access.Name.Identifier.ValueText) || (IsTime(access.Name.Identifier.ValueText) && !IsOwn(access)),
            // Read by way of "out".
            IdentifierNameSyntax name => IsTime(name.Identifier.ValueText) && model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local && IsOut(local),
            _ => false,
        });
    }

    private static bool IsReading(string name) =>
        name.StartsWith("Read", StringComparison.Ordinal) || name.StartsWith("Parse", StringComparison.Ordinal) || name.StartsWith("Deserialize", StringComparison.Ordinal)
        || name.StartsWith("FromUnixTime", StringComparison.Ordinal)
        || (name.StartsWith("Get", StringComparison.Ordinal) && name.IndexOf("Time", StringComparison.Ordinal) > 0 && name is not "GetUtcNow");

    private bool IsOwn(MemberAccessExpressionSyntax access) =>
        access.Expression is ThisExpressionSyntax || model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is ITypeSymbol or INamespaceSymbol;

    private bool IsOut(ILocalSymbol local) => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax } }
        || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer: null };

    private ExpressionSyntax Resolved(ExpressionSyntax expression)
    {
        var bare = expression.Bare();
        for (var steps = Steps; steps > 0 && bare is IdentifierNameSyntax name; steps--)
        {
            if (model.GetSymbolInfo(name, cancellationToken).Symbol is not ILocalSymbol local || VariableValue.Of(local, name, model, cancellationToken) is not { } value)
                break;
            bare = value.Bare();
        }

        return bare;
    }

    private bool IsFileTime(ExpressionSyntax expression) =>
        Resolved(expression) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && IsTimeOfFile(name);

    private static bool IsTimeOfFile(string name) => name
        is "LastWriteTime" or "LastWriteTimeUtc" or "CreationTime" or "CreationTimeUtc" or "LastAccessTime" or "LastAccessTimeUtc" or "LastModified" or "LastModifiedUtc";

    private static bool IsTime(string name) => name.HasWord(static word =>
        word is "time" or "timestamp" or "expires" or "expiry" or "expiration" or "heartbeat" or "acquired" or "created" or "modified" or "updated" or "date" or "started" or "renewed" or "refreshed" or "at" or "utc" or "until" or "touched" or "seen");

    private static bool IsOfAge(string name) => name.HasWord(static word => word is "stale" or "expired" or "outdated" or "aged");

    // A mutex of the system, or a stream that lets nobody else in, is held meanwhile.
    private static bool IsExclusive(InvocationExpressionSyntax call)
    {
        var function = call.Function();
        return function.DescendantNodes().Any(node => node.SpanStart < call.SpanStart && node switch
        {
            InvocationExpressionSyntax other => other.CalledName()?.Identifier.ValueText == "WaitOne",
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "None", Expression: IdentifierNameSyntax { Identifier.ValueText: "FileShare" } } =>
                node.FirstAncestorOrSelf<UsingStatementSyntax>() is { } scope ? scope.Statement.Span.Contains(call.Span) : node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { UsingKeyword.RawKind: not 0, Parent: { } block } && block.Span.Contains(call.Span),
            _ => false,
        });
    }
}
