using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>Where a text or bytes come from: from a key, from a password, or from the request that wants to be let in.</summary>
internal sealed class SecretOrigin(SemanticModel model, CancellationToken cancellationToken)
{
    private const int Depth = 12;

    // What is made of itself has no origin.
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);

    /// <summary>What the value is made of, in words; null where it is nothing that must not be guessed.</summary>
    public string? SecretOf(ExpressionSyntax value) => Find(value, Depth, SecretMadeBy);

    /// <summary>Whether whoever calls from outside has sent it.</summary>
    public bool IsFromRequest(ExpressionSyntax value) => Find(value, Depth, static part => IsRequest(part) ? "" : null) is not null;

    private static bool IsRequest(ExpressionSyntax part) => part
        is IdentifierNameSyntax { Identifier.ValueText: "Headers" }
        or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Query" or "QueryString" or "Form", Expression: SimpleNameSyntax { Identifier.ValueText: "Request" or "request" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Request" } }
        || part is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var asked, Name.Identifier.ValueText: var getter } } && IsNamedRequest(asked) && IsGetterOfCredential(getter);

    private static bool IsNamedRequest(ExpressionSyntax expression) => LastName(expression) is "Request" or "request" or "req" or "httpRequest" or "httpReq";

    // req.GetBearerToken(), Request.GetHeader("X-Api-Key")
    private static bool IsGetterOfCredential(string name) => Words.Of(name) is ["get" or "read" or "extract", .., "header" or "token" or "secret" or "key" or "password" or "signature" or "value"];

    private string? Find(ExpressionSyntax? value, int depth, Func<ExpressionSyntax, string?> says)
    {
        if (value is null || depth == 0)
            return null;

        var bare = value.Bare();
        return says(bare) ?? bare switch
        {
            InvocationExpressionSyntax call => PassesOn(call) ? First([.. Receiver(call), .. call.ArgumentList.Arguments.Select(static argument => argument.Expression)]) : null,
            AwaitExpressionSyntax awaited => First([awaited.Expression]),
            BinaryExpressionSyntax both => First([both.Left, both.Right]),
            InterpolatedStringExpressionSyntax text => First(text.Contents.OfType<InterpolationSyntax>().Select(static part => part.Expression)),
            ConditionalExpressionSyntax choice => First([choice.WhenTrue, choice.WhenFalse]),
            ConditionalAccessExpressionSyntax access => First([access.Expression]),
            ElementAccessExpressionSyntax access => First([access.Expression]),
            SimpleLambdaExpressionSyntax { ExpressionBody: { } body } => First([body]),
            ObjectCreationExpressionSyntax { ArgumentList: { } arguments } => First(arguments.Arguments.Select(static argument => argument.Expression)),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Hash" or "Secret" or "Value" or "Span" or "Headers" or "Result" } access => First([access.Name, access.Expression]),
            IdentifierNameSyntax name => First(Values(name)),
            _ => null,
        };

        string? First(IEnumerable<ExpressionSyntax> parts) => parts.Select(part => Find(part, depth - 1, says)).FirstOrDefault(static found => found is not null);
    }

    private static IEnumerable<ExpressionSyntax> Receiver(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } ? [receiver] : [];

    // Another form of the same: hexadecimal, base64, without a prefix, in lower case.
    private static bool PassesOn(InvocationExpressionSyntax call) => call.CalledName()?.Identifier.ValueText
        is "ToHexString" or "ToHexStringLower" or "ToBase64String" or "ToString" or "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant"
        or "Replace" or "Trim" or "TrimStart" or "TrimEnd" or "Substring" or "GetString" or "GetBytes" or "FromHexString" or "FromBase64String"
        or "ToArray" or "ToList" or "AsSpan" or "AsMemory" or "AsEnumerable" or "Slice" or "Take" or "Skip" or "Select" or "Concat" or "Join" or "Aggregate"
        or "Encode" or "UrlEncode" or "Base64UrlEncode" or "EncodeToString" or "Append" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault"
        or "GetValues" or "ConfigureAwait" or "ToHex" or "ToHexadecimal" or "BytesToHex" or "ByteArrayToString" or "HexEncode" or "AsHexString";

    /// <summary>What a local may hold: what it is set to, what it is looked up as, what is appended to it.</summary>
    private IEnumerable<ExpressionSyntax> Values(IdentifierNameSyntax name)
    {
        if (model.GetSymbolInfo(name, cancellationToken).Symbol is not ILocalSymbol local || !_visited.Add(local))
            return [];

        var declaration = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        IEnumerable<ExpressionSyntax?> first = declaration switch
        {
            VariableDeclaratorSyntax declarator => [declarator.Initializer?.Value],
            ForEachStatementSyntax loop => [loop.Expression],
            SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax lookup } } } } => [lookup.Expression],
            _ => [],
        };
        return first.OfType<ExpressionSyntax>().Concat(name.Member().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(other => other.Identifier.ValueText == local.Name && other != name)
            .Select(Given)
            .OfType<ExpressionSyntax>());
    }

    private static ExpressionSyntax? Given(IdentifierNameSyntax variable) => variable.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Left == variable => assignment.Right,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } } access
            when access.Expression == variable && access.Name.Identifier.ValueText.StartsWith("Append", StringComparison.Ordinal) => arguments[0].Expression,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0, Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax lookup } } => lookup.Expression,
        _ => null,
    };

    private string? SecretMadeBy(ExpressionSyntax part) => part switch
    {
        InvocationExpressionSyntax call => SecretMadeBy(call),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Hash", Expression: var algorithm } when Crypto.IsKeyed(model.GetTypeInfo(algorithm, cancellationToken).Type) => Crypto.KeyedHash,
        _ => null,
    };

    private string? SecretMadeBy(InvocationExpressionSyntax call)
    {
        if (call.CalledName()?.Identifier.ValueText is not { } name)
            return null;

        if (Crypto.IsComputation(name))
        {
            var method = model.GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol;
            var algorithm = call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && method is not { IsStatic: true }
                ? model.GetTypeInfo(receiver, cancellationToken).Type
                : method?.ContainingType;
            if (Crypto.IsKeyed(algorithm) || (algorithm is { Name: "IncrementalHash" } && call.Member().DescendantTokens().Any(static token => token.ValueText == "CreateHMAC")))
                return Crypto.KeyedHash;
            if (Crypto.IsPlain(algorithm))
                return call.ArgumentList.Arguments.Any(argument => IsOfPassword(argument.Expression)) ? Crypto.PasswordHash : null;
        }

        return SecretMadeByBody(call, name);
    }

    // A method of one's own that computes it, or one that says by its name and its arguments that it does.
    private string? SecretMadeByBody(InvocationExpressionSyntax call, string name)
    {
        if (!Crypto.MayName(name))
            return null;

        var method = model.Called(call, cancellationToken);
        if (method is null ? Crypto.Judges(name) : !Comparable.MayHold(method.ReturnType))
            return null;

        var isOfPassword = Crypto.IsPassword(name) || call.ArgumentList.Arguments.Any(argument => Crypto.IsPassword(LastName(argument.Expression)));
        if (method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } declaration && declaration is not { Parent: InterfaceDeclarationSyntax })
        {
            var names = Named(declaration).Concat(SiblingsCalledBy(declaration).SelectMany(Named)).ToList();
            return names.Any(Crypto.IsKeyed) ? Crypto.KeyedHash : isOfPassword && names.Any(Crypto.IsPlain) ? Crypto.PasswordHash : null;
        }

        return isOfPassword && name.IndexOf("hash", StringComparison.OrdinalIgnoreCase) >= 0 && call.ArgumentList.Arguments.Count > 0 ? Crypto.PasswordHash
            : Crypto.IsKeyed(name) || (name.IndexOf("Signature", StringComparison.Ordinal) > 0 && call.ArgumentList.Arguments.Any(static argument => Crypto.IsKey(LastName(argument.Expression)))) ? Crypto.KeyedHash
            : null;
    }

    private static IEnumerable<string> Named(SyntaxNode declaration) => declaration.DescendantNodes().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText);

    private static IEnumerable<SyntaxNode> SiblingsCalledBy(SyntaxNode declaration) =>
        from call in declaration.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let name = call.CalledName()?.Identifier.ValueText
        from member in (declaration.Parent as TypeDeclarationSyntax)?.Members ?? default
        where member is MethodDeclarationSyntax method && method.Identifier.ValueText == name && member != declaration
        select (SyntaxNode)member;

    private bool IsOfPassword(ExpressionSyntax data) =>
        data.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(static name => Crypto.IsPassword(name.Identifier.ValueText))
        || (data.Bare() is IdentifierNameSyntax variable && Values(variable).Any(value => value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(static name => Crypto.IsPassword(name.Identifier.ValueText))));

    /// <summary>The last name in an expression, which says what it is.</summary>
    public static string LastName(ExpressionSyntax expression) => expression.Bare() switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } access => keys[0].Expression is LiteralExpressionSyntax { Token.ValueText: var key } ? key : LastName(access.Expression),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        _ => "",
    };
}
