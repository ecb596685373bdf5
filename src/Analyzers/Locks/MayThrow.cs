using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Whether code can be expected to throw: it waits, or calls what is not known to do no more than count or collect.</summary>
internal sealed class MayThrow(SemanticModel model, CancellationToken cancellationToken)
{
    public bool In(SyntaxNode node) =>
        !(node is StatementSyntax statement && statement is not LocalDeclarationStatementSyntax && Logging.IsAll(statement))
        && node.DescendantNodesAndSelf(static inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(Throws);

    private bool Throws(SyntaxNode node) => node switch
    {
        AwaitExpressionSyntax or ThrowExpressionSyntax => true,
        InvocationExpressionSyntax call => !IsHarmless(call),
        ObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation, cancellationToken).Type is { Name: "FileStream" or "StreamReader" or "StreamWriter" or "TcpClient" or "Uri" },
        _ => false,
    };

    private bool IsHarmless(InvocationExpressionSyntax call)
    {
        if (call.CalledName()?.Identifier.ValueText is not { } name)
            return false;
        if (name is "nameof" or "ToString" or "GetHashCode" or "Equals" or "ReferenceEquals" or "GetType")
            return true;
        return model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType: { } type } method && IsHarmless(type, method.Name);
    }

    private static bool IsHarmless(INamedTypeSymbol type, string method) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections" => !(type.Name is "Dictionary" or "SortedDictionary" or "IDictionary" or "SortedList" && method == "Add") && !(method is "Dequeue" or "Pop" or "Peek" or "Take" or "RemoveAt" or "GetOrAdd" or "AddOrUpdate"),
        "System.Collections.Immutable" => true,
        "System.Linq" => !(method.StartsWith("First", StringComparison.Ordinal) || method.StartsWith("Single", StringComparison.Ordinal) || method.StartsWith("Last", StringComparison.Ordinal) || method.StartsWith("ElementAt", StringComparison.Ordinal) || method.EndsWith("Async", StringComparison.Ordinal)) || method.EndsWith("OrDefault", StringComparison.Ordinal),
        "System.Threading" => type.Name is "Interlocked" or "Volatile" or "ManualResetEventSlim" or "EventWaitHandle" or "Timer" && !method.StartsWith("Wait", StringComparison.Ordinal),
        "System.Threading.Tasks" => method.StartsWith("TrySet", StringComparison.Ordinal),
        "System.Diagnostics" => type.Name is "Stopwatch" or "Debug" or "Trace",
        "System" => type.Name is "Math" or "TimeSpan" or "DateTime" or "DateTimeOffset" or "Console" || (type.Name == "String" && method.StartsWith("Is", StringComparison.Ordinal)),
        _ => false,
    };
}
