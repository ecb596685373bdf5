using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Races;

/// <summary>What runs because of the answer to a question.</summary>
/// <param name="since">Where it was given last.</param>
/// <param name="nodes">The statements or the expression, in the order of the source.</param>
/// <param name="exists">The answer.</param>
/// <param name="otherwise">What runs on the other answer; null where nothing of its own does.</param>
internal sealed class Outcome(int since, IReadOnlyList<SyntaxNode> nodes, bool exists, SyntaxNode? otherwise)
{
    public int Since { get; } = since;

    public IReadOnlyList<SyntaxNode> Nodes { get; } = nodes;

    public bool Exists { get; } = exists;

    public SyntaxNode? Otherwise { get; } = otherwise;
}
