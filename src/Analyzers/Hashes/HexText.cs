using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>The hexadecimal text that an expression makes of bytes.</summary>
/// <param name="whole">The bytes, and all that makes the text of them.</param>
/// <param name="isUpperCase">Whether its letters are.</param>
internal sealed class HexText(ExpressionSyntax whole, bool isUpperCase)
{
    public ExpressionSyntax Whole { get; } = whole;

    public bool IsUpperCase { get; } = isUpperCase;

    /// <summary>Null where the bytes become no plain hexadecimal text.</summary>
    public static HexText? Of(ExpressionSyntax bytes)
    {
        if (bytes.Whole().Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax call } }
            || Made(call) is not var (isUpperCase, hasHyphens))
        {
            return null;
        }

        var whole = (ExpressionSyntax)call.Whole();
        while (whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Parent: InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } next } access && access.Expression == whole)
        {
            if (name is "ToLowerInvariant" or "ToLower")
                isUpperCase = false;
            else if (name == "Replace" && arguments.Count == 2 && arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: "-" })
                hasHyphens = false;
            else
                break;
            whole = (ExpressionSyntax)next.Whole();
        }

        return hasHyphens ? null : new HexText(whole, isUpperCase);
    }

    private static (bool IsUpperCase, bool HasHyphens)? Made(InvocationExpressionSyntax call) => (Class(call), call.CalledName()?.Identifier.ValueText) switch
    {
        ("Convert", "ToHexString") => (true, false),
        ("Convert", "ToHexStringLower") => (false, false),
        ("BitConverter", "ToString") => (true, true),
        _ => null,
    };

    private static string? Class(InvocationExpressionSyntax call) => call.Expression is not MemberAccessExpressionSyntax { Expression: var on } ? null : on switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        _ => null,
    };
}
