using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>Whether a comparison lets somebody in: what they sent is held against what they have to know.</summary>
internal sealed class CredentialCheck(VariableTimeComparison comparison, SemanticModel model, CancellationToken cancellationToken)
{
    public bool Holds() => !comparison.IsPartial
        && (Holds(comparison.Left, comparison.Right) || Holds(comparison.Right, comparison.Left));

    private bool Holds(ExpressionSyntax sent, ExpressionSyntax known)
    {
        var name = SecretOrigin.LastName(known);
        if (IsFromRequest(sent))
            return (Crypto.IsCredential(name) || IsKey(name)) && !IsFromRequest(known);
        return IsGiven(sent)
            && (Crypto.IsCredential(name) && IsKept(known) || IsTokenOfValidator(sent, known))
            && !IsAnotherOfTheSame(name) && !IsAnotherOfTheSame(SecretOrigin.LastName(sent))
            && Refuses(sent, known);
    }

    private bool IsFromRequest(ExpressionSyntax value) =>
        new SecretOrigin(model, cancellationToken).IsFromRequest(value)
        || (Parameter(value) is { } parameter && parameter.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is "FromQuery" or "FromQueryAttribute" or "FromHeader" or "FromHeaderAttribute" or "FromForm" or "FromFormAttribute"));

    // A webhook's key, a token of one's own: names of more than one word, of which the last says so.
    private static bool IsKey(string name) => Words.Of(name) is { Count: > 1 } words
        && words[words.Count - 1] is "key" or "token" or "password" or "passcode" or "pin" or "otp"
        && words[words.Count - 2] is not ("cache" or "sort" or "partition" or "primary" or "foreign" or "row" or "group" or "route" or "public" or "object" or "page" or "continuation" or "next" or "range" or "config" or "setting" or "settings" or "resource" or "registry" or "hot" or "access" or "lookup" or "storage" or "header" or "parameter" or "param" or "query" or "form" or "claim" or "item");

    // A parameter that is called like a secret.
    private bool IsGiven(ExpressionSyntax sent) => Parameter(sent) is { Name: var name }
        && Words.Of(name) is [.., "key" or "token" or "code" or "otp" or "pin" or "password" or "pwd" or "passphrase" or "passcode" or "secret" or "signature"];

    private IParameterSymbol? Parameter(ExpressionSyntax value) => value.Bare() is IdentifierNameSyntax name
        ? model.GetSymbolInfo(name, cancellationToken).Symbol as IParameterSymbol
        : null;

    private bool IsKept(ExpressionSyntax known) => known.Bare() is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax
        || model.GetSymbolInfo(known.Bare(), cancellationToken).Symbol is IFieldSymbol { IsConst: false } or IPropertySymbol;

    // bool ValidateAsync(string token) of a provider of tokens, which keeps the other one under whatever name.
    private bool IsTokenOfValidator(ExpressionSyntax sent, ExpressionSyntax known) =>
        Words.Of(SecretOrigin.LastName(sent)) is [.., "token" or "otp" or "pin" or "passcode"]
        && model.GetSymbolInfo(known.Bare(), cancellationToken).Symbol is ILocalSymbol
        && comparison.Whole.Member() is MethodDeclarationSyntax { Identifier.ValueText: var method, Parent: TypeDeclarationSyntax { Identifier.ValueText: var type } }
        && Words.Of(method) is ["validate" or "verify" or "authenticate", ..]
        && type.HasWord(static word => word is "token" or "otp" or "totp" or "auth" or "authentication" or "login" or "webhook" or "credential" or "secret");

    // Typed twice, or changed: whoever compares has both.
    private static bool IsAnotherOfTheSame(string name) => name.HasWord(static word => word
        is "confirm" or "confirmation" or "confirmed" or "repeat" or "repeated" or "old" or "new" or "current" or "previous" or "original" or "default" or "cancellation" or "continuation");

    private bool Refuses(ExpressionSyntax sent, ExpressionSyntax known)
    {
        SyntaxNode condition = comparison.Whole;
        while (condition.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } or BinaryExpressionSyntax)
            condition = condition.Parent;
        return condition.Parent switch
        {
            IfStatementSyntax choice => !IsChange(choice, sent, known) && (Refuses(choice.Statement) || (choice.Else is { } otherwise && Refuses(otherwise))),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax answer } => SaysValid(answer.Identifier.ValueText),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax answer } => SaysValid(answer.Identifier.ValueText),
            ReturnStatementSyntax or ArrowExpressionClauseSyntax => comparison.Whole.Member() is MethodDeclarationSyntax { Identifier.ValueText: var method } && SaysValid(method),
            _ => false,
        };
    }

    // if (settings.ApiKey != apiKey) settings.ApiKey = apiKey;
    private static bool IsChange(IfStatementSyntax choice, ExpressionSyntax sent, ExpressionSyntax known) => choice.DescendantNodes()
        .OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left.IsLike(known) || assignment.Right.IsLike(sent));

    private static bool Refuses(SyntaxNode branch) => branch.DescendantNodesAndSelf().Any(static node => node switch
    {
        ThrowStatementSyntax => true,
        ReturnStatementSyntax { Expression: { } result } => result.Kind() is SyntaxKind.FalseLiteralExpression or SyntaxKind.TrueLiteralExpression
            || result.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static name => name.Identifier.ValueText.HasWord(IsRefusal)),
        SimpleNameSyntax { Identifier.ValueText: var name } => name is "Unauthorized" or "Forbidden" or "Status401Unauthorized" or "Status403Forbidden",
        _ => false,
    });

    private static bool IsRefusal(string word) => word
        is "unauthorized" or "forbid" or "forbidden" or "fail" or "failed" or "denied" or "deny" or "bad" or "invalid" or "reject" or "rejected" or "challenge" or "not" or "error";

    private static bool SaysValid(string name) => name.HasWord(static word => word
        is "valid" or "validate" or "verify" or "verified" or "authorized" or "authorised" or "authorize" or "authenticated" or "authenticate" or "allowed" or "correct" or "matches" or "match" or "check");
}
