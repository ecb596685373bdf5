using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>What a handler does, step by step.</summary>
internal sealed class HandlerSteps(SignalHandler handler, SemanticModel model, CancellationToken cancellationToken)
{
    private const int Depth = 2;

    /// <summary>A step that loses the release, or everybody's patience.</summary>
    public readonly record struct Step(SyntaxNode Place, string Happens, string Remedy);

    public IEnumerable<Step> Wrong()
    {
        var early = EarlyAwait();
        if (early is { } place)
        {
            yield return handler.CanStay
                ? new(place, "The process ends at this 'await', before what is awaited is done", "Set 'Cancel' to true before it, and end the program when the release is done")
                : new(place, "The process ends at this 'await', before what is awaited is done", "Wait for it here, for a few seconds at most");
        }

        foreach (var wait in Waits(handler.Body, Depth))
            yield return new(wait, "Where what this waits for hangs, the process hangs with it and cannot be ended politely", "Wait for a few seconds at most");

        foreach (var release in Nodes(handler.Body).OfType<InvocationExpressionSyntax>())
        {
            if (early is null && IsLeftAlone(release) && EndsBeforeItIsDone(release))
                yield return new(release, "Nobody waits for this, and the process ends before it is done", "Wait for it, for a few seconds at most");
            else if (release.EndsTheProcess() && FollowsCancellation(release))
                yield return new(release, "The process ends here, before what was cancelled has released anything", "Set 'Cancel' to true and let the program end by itself");
            else if (IsCancellation(release) && EndsAsItReturns(release))
                yield return new(release, "The process ends as this handler returns, before what is cancelled has released anything", "Set 'Cancel' to true and let the program end by itself");
        }
    }

    /// <summary>The first <c>await</c> before the handler has said that the process stays.</summary>
    private SyntaxNode? EarlyAwait()
    {
        if (!handler.IsAsync)
            return null;
        var first = Nodes(handler.Body).FirstOrDefault(static node => node is AwaitExpressionSyntax
            or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 } or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 } or CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 });
        return first is not null && (!handler.CanStay || Stays() is not { } stays || stays > first.SpanStart) ? first : null;
    }

    /// <summary>Where it says so.</summary>
    private int? Stays() => Nodes(handler.Body)
        .OfType<AssignmentExpressionSyntax>()
        .Where(assignment => assignment.Left is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target, Name.Identifier.ValueText: "Cancel" }
            && target.Identifier.ValueText == handler.Event
            && !assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression))
        .Select(static assignment => (int?)assignment.SpanStart)
        .FirstOrDefault();

    private static IEnumerable<SyntaxNode> Nodes(SyntaxNode body) =>
        body.DescendantNodesAndSelf(node => node == body || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    /// <summary>The waits without a bound, also those of the methods that it calls.</summary>
    private IEnumerable<SyntaxNode> Waits(SyntaxNode body, int depth)
    {
        foreach (var node in Nodes(body))
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when IsUnboundedWait(call):
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result when IsTask(result.Expression) && !IsBounded(result.Expression) && !IsAsked(result.Expression, body):
                    yield return node;
                    break;
                case InvocationExpressionSyntax { Expression: SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } call when depth > 0:
                    if (DeclaredFunction.Named(call.Expression, model, cancellationToken) is { IsAsync: false, Body: var called })
                    {
                        foreach (var wait in Waits(called, depth - 1))
                            yield return wait;
                    }

                    break;
            }
        }
    }

    private bool IsUnboundedWait(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var name })
            return false;
        return name switch
        {
            "Wait" or "WaitOne" or "Join" => arguments.All(IsNoBound) && IsOfThreading(call) && !IsBounded(receiver),
            "GetResult" => receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var task, Name.Identifier.ValueText: "GetAwaiter" } } && IsTask(task) && !IsBounded(task),
            "WaitAll" => arguments.Count > 0 && IsOfThreading(call) && Method(call) is { Parameters.Length: 1 } && !arguments.Any(argument => IsBounded(argument.Expression)),
            _ => false,
        };
    }

    private IMethodSymbol? Method(InvocationExpressionSyntax call) => model.GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol;

    private bool IsOfThreading(InvocationExpressionSyntax call) => Method(call)?.ContainingType is { } type
        && (type.IsNamed("System.Threading.Tasks", "Task") || (type.Name is "WaitHandle" or "Thread" or "SemaphoreSlim" or "ManualResetEventSlim" or "CountdownEvent" && type.IsNamed("System.Threading", type.Name)));

    private bool IsTask(ExpressionSyntax expression) => model.GetTypeInfo(expression, cancellationToken).Type?.OriginalDefinition is { } type
        && (type.Name is "Task" or "ValueTask" && type.IsNamed("System.Threading.Tasks", type.Name)
            || type.Name.StartsWith("Configured", StringComparison.Ordinal));

    // A token that nobody cancels, and a time without an end.
    private static bool IsNoBound(ArgumentSyntax argument) => argument.Expression.IsNothing()
        || argument.Expression.ToString() is "CancellationToken.None" or "Timeout.Infinite" or "Timeout.InfiniteTimeSpan" or "-1" or "new CancellationToken()";

    /// <summary>Whether what is waited for ends by itself, or may: it was given a time or a token, or is a race.</summary>
    private bool IsBounded(ExpressionSyntax awaited)
    {
        var value = awaited.Bare();
        if (value is IdentifierNameSyntax name && model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local && VariableValue.Of(local, name, model, cancellationToken) is { } initial)
            value = initial.Bare();
        return value.DescendantNodesAndSelf().Any(node => node switch
        {
            InvocationExpressionSyntax call when call.CalledName()?.Identifier.ValueText is "WhenAny" or "Delay" or "FromResult" or "CancelAfter" => true,
            ArgumentSyntax argument => !IsNoBound(argument) && model.GetTypeInfo(argument.Expression, cancellationToken).Type is { } type
                && (type.IsNamed("System", "TimeSpan") || type.IsNamed("System.Threading", "CancellationToken")),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } => true,
            _ => false,
        });
    }

    // "if (task.Wait(5000)) … task.Result", "if (task.IsCompleted) …"
    private static bool IsAsked(ExpressionSyntax task, SyntaxNode body) => Nodes(body).Any(node =>
        node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "IsCompleted" or "IsCompletedSuccessfully" or "Status", Expression: var receiver } && receiver.IsLike(task));

    /// <summary>Whether it starts a release and nothing takes its task.</summary>
    private bool IsLeftAlone(InvocationExpressionSyntax call)
    {
        var isStatement = call.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax
            || call.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } };
        return isStatement
            && (IsReleaseName(call) || (call.CalledName()?.Identifier.ValueText == "Run" && call.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsReleaseName)))
            && IsTask(call);
    }

    private static bool IsReleaseName(InvocationExpressionSyntax call) => call.CalledName()?.Identifier.ValueText is { } name
        && Words.Of(name) is { Count: > 0 } words
        && words[0] is "release" or "dispose" or "stop" or "shutdown" or "shut" or "close" or "flush" or "drain" or "unlock" or "disconnect" or "cleanup" or "clean";

    private bool EndsBeforeItIsDone(InvocationExpressionSyntax release)
    {
        var later = Nodes(handler.Body).OfType<InvocationExpressionSyntax>().Where(call => call.SpanStart > release.Span.End).ToList();
        if (later.Any(static call => call.CalledName()?.Identifier.ValueText is "Sleep" or "Wait" or "WaitOne" or "Join" or "WaitAll" or "GetResult"))
            return false;
        return later.Any(Flow.EndsTheProcess) || (Stays() is null && !handler.IsAsync);
    }

    private bool IsCancellation(InvocationExpressionSyntax call) =>
        call.CalledName()?.Identifier.ValueText is "Cancel" or "CancelAsync"
        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType: { } type }
        && type.IsNamed("System.Threading", "CancellationTokenSource");

    // Nobody says that the process stays, nor waits, nor ends it in another way.
    private bool EndsAsItReturns(InvocationExpressionSyntax cancellation) =>
        handler is { CanStay: true, IsAsync: false }
        && Stays() is null
        && !Nodes(handler.Body).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == handler.Event && handler.Event != "_" && name.Parent is not MemberAccessExpressionSyntax)
        && Nodes(handler.Body).OfType<ExpressionStatementSyntax>().Where(statement => statement.SpanStart > cancellation.SpanStart).All(static statement =>
            Logging.IsAll(statement)
            || statement.Expression is not InvocationExpressionSyntax call
            || call.CalledName()?.Identifier.ValueText is "Cancel" or "Dispose" or "Set" or "TrySetResult" or "SetResult");

    // "cts.Cancel(); Environment.Exit(0);", with nothing but a word between them, and not only at the second signal.
    private bool FollowsCancellation(InvocationExpressionSyntax exit)
    {
        if (exit.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax block } statement || block != handler.Body)
            return false;
        foreach (var earlier in block.Statements.TakeWhile(other => other != statement).Reverse())
        {
            if (earlier is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && IsCancellation(call))
                return true;
            if (!Logging.IsAll(earlier) && earlier is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax })
                return false;
        }

        return false;
    }
}
