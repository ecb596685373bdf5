using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Paths;

/// <summary>A path that is made of a folder's and of names below it.</summary>
/// <param name="whole">The whole expression.</param>
/// <param name="root">What comes first.</param>
/// <param name="names">What is below it.</param>
/// <param name="takesRooted">Whether a name that is an absolute path replaces all before it.</param>
internal sealed class JoinedPath(ExpressionSyntax whole, IReadOnlyList<ExpressionSyntax> root, IReadOnlyList<ExpressionSyntax> names, bool takesRooted)
{
    public ExpressionSyntax Whole { get; } = whole;

    public IReadOnlyList<ExpressionSyntax> Root { get; } = root;

    public IReadOnlyList<ExpressionSyntax> Names { get; } = names;

    public bool TakesRooted { get; } = takesRooted;

    /// <summary>How an expression joins a path; null where it joins none.</summary>
    public static JoinedPath? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) => expression switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } call when call.CalledName() is { Identifier.ValueText: "Combine" or "Join" } name
            && FileOwner.Of(name, model, cancellationToken) == FileOwnerKind.Path =>
            new JoinedPath(call, [arguments[0].Expression], [.. arguments.Skip(1).Select(static argument => argument.Expression)], name.Identifier.ValueText == "Combine"),
        InterpolatedStringExpressionSyntax format => OfParts(format, [.. format.Contents.Select(static content => content is InterpolationSyntax hole ? hole.Expression : null)], [.. format.Contents.Select(Text)]),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => OfParts(sum),
        _ => null,
    };

    /// <summary>The operands of a sum of texts, in order.</summary>
    public static IEnumerable<ExpressionSyntax> Operands(ExpressionSyntax sum) => sum is BinaryExpressionSyntax binary && binary.IsKind(SyntaxKind.AddExpression)
        ? Operands(binary.Left).Append(binary.Right)
        : [sum];

    private static JoinedPath? OfParts(BinaryExpressionSyntax sum)
    {
        var operands = Operands(sum).ToList();
        return OfParts(sum, [.. operands.Select(static operand => operand is LiteralExpressionSyntax ? null : operand)], [.. operands.Select(static operand => operand is LiteralExpressionSyntax literal ? literal.Token.ValueText : Separator(operand))]);
    }

    // The names are what stands behind a separator that stands behind something else.
    private static JoinedPath? OfParts(ExpressionSyntax whole, List<ExpressionSyntax?> values, List<string?> texts)
    {
        var separator = texts.FindIndex(static text => text is not null && (text.StartsWith("/", StringComparison.Ordinal) || text.StartsWith("\\", StringComparison.Ordinal) || text.EndsWith("/", StringComparison.Ordinal) || text.EndsWith("\\", StringComparison.Ordinal)));
        if (separator < 0)
            return null;
        List<ExpressionSyntax> root = [.. values.Take(separator).OfType<ExpressionSyntax>()];
        List<ExpressionSyntax> names = [.. values.Skip(separator + 1).OfType<ExpressionSyntax>()];
        return names.Count > 0 && (root.Count > 0 || texts[separator]!.Length > 1) ? new JoinedPath(whole, root, names, takesRooted: false) : null;
    }

    private static string? Text(InterpolatedStringContentSyntax content) => content switch
    {
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        InterpolationSyntax hole => Separator(hole.Expression),
        _ => null,
    };

    private static string? Separator(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DirectorySeparatorChar" or "AltDirectorySeparatorChar" } ? "/" : null;
}
