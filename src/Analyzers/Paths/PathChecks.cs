using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Paths;

/// <summary>Whether a function looks at a name, or at the path that is made of it, before it is used.</summary>
internal static class PathChecks
{
    private static readonly string[] Beginnings = ["Is", "Validate", "Ensure", "Check", "Verify", "Assert", "Reject", "Throw", "Sanitize", "Parse", "Try", "Match", "All", "Any", "Guard", "Contain", "GetRelativePath", "Allow", "Safe"];

    // A value that is there at all, or a folder that is made, says nothing about where a path leads.
    private static readonly string[] Others = ["Null", "Empty", "White", "Exist", "Director", "Folder", "Created", "Write", "Read"];

    /// <param name="function">The function.</param>
    /// <param name="names">What the name and the path are called on the way.</param>
    /// <param name="ofEntry">Whether an archive or a request names it: a caller may pass an absolute path on purpose, an entry may not, and it needs none to lead out.</param>
    public static bool Has(SyntaxNode function, IReadOnlyCollection<string> names, bool ofEntry) => function.DescendantNodes().Any(node => node switch
    {
        InvocationExpressionSyntax call => Looks(call, names) && !(ofEntry && call.CalledName() is { Identifier.ValueText: "IsPathRooted" or "IsPathFullyQualified" }),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetInvalidFileNameChars" } => true,
        IsPatternExpressionSyntax { Expression: var value, Pattern: not ConstantPatternSyntax and not UnaryPatternSyntax and not DeclarationPatternSyntax and not RecursivePatternSyntax { PropertyPatternClause.Subpatterns.Count: 0 } } => Mentions(value, names),
        SwitchStatementSyntax { Expression: var value } => Mentions(value, names),
        SwitchExpressionSyntax { GoverningExpression: var value } => Mentions(value, names),
        _ => false,
    });

    private static bool Looks(InvocationExpressionSyntax call, IReadOnlyCollection<string> names)
    {
        if (call.CalledName()?.Identifier.ValueText is not { } name)
            return false;
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        switch (name)
        {
            // Of a path: entry names that begin alike are only chosen.
            case "StartsWith":
                return receiver is not null && Mentions(receiver, names) && call.ArgumentList.Arguments.FirstOrDefault()?.Expression is not LiteralExpressionSyntax;
            case "Contains" or "IndexOf" or "IndexOfAny" or "ContainsAny":
                return Passes(call, names) || (receiver is not null && Mentions(receiver, names) && IsAboutSteps(call.ArgumentList.Arguments.FirstOrDefault()?.Expression));
            case "Combine" or "TryCombine" when receiver is SimpleNameSyntax { Identifier.ValueText: "SafePath" }:
                return true;
            default:
                return Beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal))
                    && !Others.Any(other => name.IndexOf(other, StringComparison.Ordinal) >= 0)
                    && (Passes(call, names) || (receiver is not null && Mentions(receiver, names)));
        }
    }

    private static bool Passes(InvocationExpressionSyntax call, IReadOnlyCollection<string> names) => call.ArgumentList.Arguments.Any(argument => Mentions(argument, names));

    private static bool IsAboutSteps(ExpressionSyntax? sought) => sought is not LiteralExpressionSyntax { Token.ValueText: var text } || text.IndexOfAny(['.', '/', '\\', ':', '\0']) >= 0;

    private static bool Mentions(SyntaxNode node, IReadOnlyCollection<string> names) =>
        node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));
}
