using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>What runs when the process is asked to end.</summary>
/// <param name="Body">Its code.</param>
/// <param name="IsAsync">Whether it awaits.</param>
/// <param name="Event">Its parameter that says what happens after it; null where it has none.</param>
/// <param name="CanStay">Whether it may say that the process goes on.</param>
internal sealed record SignalHandler(SyntaxNode Body, bool IsAsync, string? Event, bool CanStay)
{
    public static SignalHandler? Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var access = name.Parent is MemberAccessExpressionSyntax whole && whole.Name == name ? (ExpressionSyntax)whole : name;
        return name.Identifier.ValueText switch
        {
            "CancelKeyPress" or "ProcessExit" or "Unloading" => access.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } subscription
                && subscription.Left == access
                && model.GetSymbolInfo(access, cancellationToken).Symbol is IEventSymbol { ContainingType: var type } signal
                && IsOfRuntime(signal.Name, type)
                    ? From(subscription.Right, canStay: signal.Name == "CancelKeyPress", eventLast: true, model, cancellationToken)
                    : null,
            "PosixSignalRegistration" => access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } }
                && model.GetTypeInfo(access, cancellationToken).Type is { } registration
                && registration.IsNamed("System.Runtime.InteropServices", "PosixSignalRegistration")
                && EndsTheProcess(arguments[0].Expression)
                    ? From(arguments[1].Expression, canStay: true, eventLast: false, model, cancellationToken)
                    : null,
            _ => null,
        };
    }

    // Others are ignored unless they are handled, or stop it for a while.
    private static bool EndsTheProcess(ExpressionSyntax signal) =>
        signal is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SIGCHLD" or "SIGCONT" or "SIGWINCH" or "SIGTSTP" or "SIGTTIN" or "SIGTTOU" };

    private static bool IsOfRuntime(string signal, INamedTypeSymbol type) => signal switch
    {
        "CancelKeyPress" => type.IsNamed("System", "Console"),
        "ProcessExit" => type.IsNamed("System", "AppDomain"),
        _ => type.IsNamed("System.Runtime.Loader", "AssemblyLoadContext"),
    };

    private static SignalHandler? From(ExpressionSyntax handler, bool canStay, bool eventLast, SemanticModel model, CancellationToken cancellationToken)
    {
        var bare = handler.Bare();
        if (bare is ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } wrapped })
            bare = wrapped[0].Expression.Bare();
        return bare switch
        {
            SimpleLambdaExpressionSyntax lambda => new(lambda.Body, IsAsyncFunction(lambda), lambda.Parameter.Identifier.ValueText, canStay),
            ParenthesizedLambdaExpressionSyntax lambda => new(lambda.Body, IsAsyncFunction(lambda), EventOf(lambda.ParameterList, eventLast), canStay),
            AnonymousMethodExpressionSyntax method => new(method.Body, IsAsyncFunction(method), EventOf(method.ParameterList, eventLast), canStay),
            SimpleNameSyntax or MemberAccessExpressionSyntax when DeclaredFunction.Named(bare, model, cancellationToken) is { } function =>
                new(function.Body, function.IsAsync, EventOf(function.Parameters, eventLast), canStay),
            _ => null,
        };
    }

    private static bool IsAsyncFunction(AnonymousFunctionExpressionSyntax function) => function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);

    private static string? EventOf(ParameterListSyntax? parameters, bool eventLast) =>
        parameters is { Parameters: { Count: > 0 } list } ? list[eventLast ? list.Count - 1 : 0].Identifier.ValueText : null;
}
