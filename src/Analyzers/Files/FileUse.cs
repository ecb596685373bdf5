using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Files;

/// <summary>A call that does something at a path.</summary>
/// <param name="call">The call, or what is constructed.</param>
/// <param name="name">How it is called, for people.</param>
/// <param name="path">The path, or the object that stands for it.</param>
/// <param name="effect">What it does there.</param>
internal sealed class FileUse(ExpressionSyntax call, string name, ExpressionSyntax path, FileEffect effect)
{
    public ExpressionSyntax Call { get; } = call;

    public string Name { get; } = name;

    public ExpressionSyntax Path { get; } = path;

    public FileEffect Effect { get; } = effect;

    /// <summary>All in and below a node, in the order of the source.</summary>
    public static IEnumerable<FileUse> In(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().SelectMany(expression => Of(expression, model, cancellationToken));

    /// <summary>What an expression itself does: a move does something at two paths.</summary>
    public static IEnumerable<FileUse> Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) => expression switch
    {
        InvocationExpressionSyntax call => FileCalls.Uses(call, model, cancellationToken),
        BaseObjectCreationExpressionSyntax creation => OpenedStreams.Uses(creation, model, cancellationToken),
        _ => [],
    };
}
