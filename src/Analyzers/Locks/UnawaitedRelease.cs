using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A call that begins to release a handle, which nobody waits for.</summary>
internal static class UnawaitedRelease
{
    public static readonly string[] Names = ["DisposeAsync", "ReleaseAsync", "ReleaseLockAsync", "UnlockAsync"];

    public static InvocationExpressionSyntax? Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        name.CallBy() is { } call
        && IsLeftAlone(call, model, cancellationToken)
        && call.Receiver() is { } handle
        && LockHandles.Is(model.GetTypeInfo(handle, cancellationToken).Type)
        && call.Symbol(model, cancellationToken) is IMethodSymbol { ReturnType.Name: "Task" or "ValueTask" }
        && !TestCode.Holds(call)
            ? call
            : null;

    private static bool IsLeftAlone(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var task = Task(call);
        return task.Parent switch
        {
            ExpressionStatementSyntax => true,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } variable } => model.GetSymbolInfo(variable, cancellationToken).Symbol is null or IDiscardSymbol,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax } or LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax } } => true,
            LambdaExpressionSyntax lambda => model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol { ReturnsVoid: true },
            AwaitExpressionSyntax wait => IsOfNobody(wait.Function()),
            _ => false,
        };
    }

    // lease?.DisposeAsync().AsTask()
    private static ExpressionSyntax Task(InvocationExpressionSyntax call)
    {
        for (ExpressionSyntax task = call; ;)
        {
            switch (task.Whole().Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsTask" or "ConfigureAwait" or "Preserve", Parent: InvocationExpressionSyntax outer }:
                    task = outer;
                    break;
                case ConditionalAccessExpressionSyntax access when access.WhenNotNull == task:
                    task = access;
                    break;
                default:
                    return (ExpressionSyntax)task.Whole();
            }
        }
    }

    // An event's handler has no choice.
    private static bool IsOfNobody(SyntaxNode function) =>
        function is MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } method
        && method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && method.ParameterList.Parameters.Count != 2
        && !method.Identifier.ValueText.StartsWith("On", StringComparison.Ordinal);
}
