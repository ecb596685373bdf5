using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>What is done under a lease that tells when it is lost.</summary>
internal sealed class LeasedWork(SemanticModel model, CancellationToken cancellationToken)
{
    public static bool MayBeIn(Compilation compilation) =>
        !compilation.GetTypesByMetadataName("Guarded.Store.Leases.Lease").IsEmpty || !compilation.GetTypesByMetadataName("Medallion.Threading.IDistributedSynchronizationHandle").IsEmpty;

    /// <summary>What long work should watch; null where it is short, or watches, or its lease cannot be lost.</summary>
    public string? Remedy(HeldHandle handle)
    {
        if (handle.Keeping == HandleKeeping.Dropped || handle.Type is not { } type || TestCode.Holds(handle.Taking))
            return null;
        if (type.IsNamed("Guarded.Store.Leases", "Lease"))
            return !IsWatched(handle) && IsLong(handle, awaits: 2) ? "Pass 'Lost' on, linked with the other tokens, or commit with 'Epoch'" : null;
        return IsOfMedallion(type) && !IsWatched(handle) && IsLong(handle, awaits: 3) ? "Pass 'HandleLostToken' on, linked with the other tokens" : null;
    }

    private static bool IsOfMedallion(ITypeSymbol type) =>
        IsHandle(type) || type.AllInterfaces.Any(IsHandle);

    private static bool IsHandle(ITypeSymbol type) => type.IsNamed("Medallion.Threading", "IDistributedSynchronizationHandle");

    // Whoever gets the lease may look; its name, its holder and its end tell nothing.
    private static bool IsWatched(HeldHandle handle)
    {
        var function = handle.Taking.Function();
        return handle.Answer is { } lease && function.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == lease
            && (name.Function() != function || name.Parent switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is "Lost" or "Epoch" or "HandleLostToken",
                ConditionalAccessExpressionSyntax access => access.WhenNotNull.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static member => member.Identifier.ValueText is "Lost" or "Epoch" or "HandleLostToken"),
                ArgumentSyntax { Parent.Parent: var taker } => taker is not InvocationExpressionSyntax call || call.CalledName()?.Identifier.ValueText is not ("nameof" or "ThrowIfNull"),
                ReturnStatementSyntax or InitializerExpressionSyntax => true,
                AssignmentExpressionSyntax assignment => assignment.Right == name,
                EqualsValueClauseSyntax => true,
                _ => false,
            }));
    }

    private bool IsLong(HeldHandle handle, int awaits)
    {
        if (HeldCode.After(handle, model, cancellationToken) is not { } code)
            return false;
        var waits = code.Nodes.SelectMany(Waits).ToList();
        return waits.Count >= awaits || waits.Any(wait => IsRepeated(wait, handle.Taking));
    }

    private static IEnumerable<SyntaxNode> Waits(SyntaxNode node)
    {
        if (node.Parent is CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0, Expression: var source } && source == node)
            yield return node;
        foreach (var wait in node.DescendantNodesAndSelf(static inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<AwaitExpressionSyntax>())
        {
            if (wait.Expression.ToString() is not ("Task.Yield()" or "Task.CompletedTask"))
                yield return wait;
        }
    }

    private static bool IsRepeated(SyntaxNode wait, SyntaxNode taking) =>
        wait.Ancestors().TakeWhile(node => node != taking.Function()).Any(node =>
            node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax && node.SpanStart > taking.SpanStart);
}
