using System.Collections.Immutable;
using Guarded.Analyzers.Hashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>A hash without a key that is computed: by the framework, by a typed content hash, or by a method of one's own that does nothing else.</summary>
/// <param name="Call">What computes it.</param>
/// <param name="Data">What it is the hash of.</param>
internal sealed record HashComputation(InvocationExpressionSyntax Call, ImmutableArray<ExpressionSyntax> Data)
{
    // What stands in the names of all that compute one.
    private static readonly string[] Parts = ["Hash", "Sha", "SHA", "Digest", "Checksum", "Compute"];

    /// <summary>The calls of a file that may compute one, by their names.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Candidates(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var seen = new HashSet<InvocationExpressionSyntax>();
        return Parts.SelectMany(part => Occurrences.Within(part, tree, cancellationToken))
            .Select(static name => name.CallBy())
            .OfType<InvocationExpressionSyntax>()
            .Where(seen.Add);
    }

    public static HashComputation? Of(InvocationExpressionSyntax call, HashTypes? typed, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.CalledName()?.Identifier.ValueText is not { } name || (!MayCompute(name) && !name.StartsWith("Compute", StringComparison.Ordinal)) || name == "GetHashCode")
            return null;
        if (model.Called(call, cancellationToken) is not { } method)
            return null;

        return name switch
        {
            "HashData" or "HashDataAsync" or "ComputeHash" or "ComputeHashAsync" when IsPlain(Algorithm(call, method, model, cancellationToken), call) => First(call),
            "GetHashAndReset" or "GetCurrentHash" when IsPlain(Algorithm(call, method, model, cancellationToken), call) => Appended(call),
            "Compute" or "ComputeAsync" when typed?.Include(method.ContainingType) is true => First(call),
            _ when MayCompute(name) && Computes(method, cancellationToken) => Passed(call),
            _ => null,
        };
    }

    /// <summary>Whether a method says that it computes a hash.</summary>
    public static bool MayCompute(string method) =>
        method.IndexOf("Hash", StringComparison.Ordinal) >= 0 || method.IndexOf("Sha", StringComparison.Ordinal) >= 0 || method.IndexOf("SHA", StringComparison.Ordinal) >= 0
        || method.IndexOf("Digest", StringComparison.Ordinal) >= 0 || method.IndexOf("Checksum", StringComparison.Ordinal) >= 0;

    private static ITypeSymbol? Algorithm(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken) =>
        method.IsStatic || call.Receiver() is not { } receiver ? method.ContainingType : model.GetTypeInfo(receiver, cancellationToken).Type ?? method.ContainingType;

    private static bool IsPlain(ITypeSymbol? algorithm, SyntaxNode call) =>
        Crypto.IsPlain(algorithm) && !Crypto.IsKeyed(algorithm) && !Names(call.Member()).Any(Crypto.IsKeyed);

    private static HashComputation? First(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [{ Expression: var data }, ..] ? new HashComputation(call, [data]) : null;

    private static HashComputation? Passed(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Count > 0 ? new HashComputation(call, [.. call.ArgumentList.Arguments.Select(static argument => argument.Expression)]) : null;

    private static HashComputation? Appended(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var hash })
            return null;
        var data = call.Member().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(other => other.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AppendData" } append && append.Expression.IsLike(hash))
            .SelectMany(static other => other.ArgumentList.Arguments.Take(1))
            .Select(static argument => argument.Expression)
            .ToImmutableArray();
        return data.IsEmpty ? null : new HashComputation(call, data);
    }

    // Of what is read from a file, the file has the data; and what stores as well does what it should.
    private static bool Computes(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.ReturnsVoid || method.DeclaringSyntaxReferences.Only()?.GetSyntax(cancellationToken) is not { } declaration)
            return false;
        var names = Names(declaration).ToList();
        return names.Any(static name => name is "HashData" or "HashDataAsync" or "ComputeHash" or "ComputeHashAsync" or "GetHashAndReset" or "GetCurrentHash")
            && !names.Any(static name => Crypto.IsKeyed(name) || StorageVerbs.Reads(name) || StorageVerbs.Stores(name) || name is "File" or "FileStream" or "FileInfo");
    }

    private static IEnumerable<string> Names(SyntaxNode node) => node.DescendantNodes().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText);
}
