using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A digest that the framework computes, as bytes or as the hexadecimal text of them.</summary>
internal sealed class UntypedDigest
{
    private UntypedDigest(string algorithm, ExpressionSyntax data, ExpressionSyntax whole, bool isText, bool isUpperCase, bool isAwaited) =>
        (Algorithm, Data, Whole, IsText, IsUpperCase, IsAwaited) = (algorithm, data, whole, isText, isUpperCase, isAwaited);

    /// <summary>The algorithm, as a prefix names it.</summary>
    public string Algorithm { get; }

    /// <summary>What is hashed.</summary>
    public ExpressionSyntax Data { get; }

    /// <summary>The digest with what is made of it.</summary>
    public ExpressionSyntax Whole { get; }

    public bool IsText { get; }

    public bool IsUpperCase { get; }

    public bool IsAwaited { get; }

    public static UntypedDigest? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.CalledName() is not { Identifier.ValueText: "HashData" or "HashDataAsync" or "ComputeHash" or "ComputeHashAsync" }
            || call is not { Expression: MemberAccessExpressionSyntax { Expression: var receiver }, ArgumentList.Arguments: var arguments }
            || arguments.Only() is not { RefKindKeyword.RawKind: 0, Expression: var data }
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { ContainingNamespace.Name: "Cryptography" } method
            || AlgorithmOf(method.IsStatic ? method.ContainingType : model.GetTypeInfo(receiver, cancellationToken).Type) is not { } algorithm)
        {
            return null;
        }

        ExpressionSyntax whole = call;
        var isAwaited = method.Name.EndsWith("Async", StringComparison.Ordinal);
        if (isAwaited)
        {
            if (call.Parent is not AwaitExpressionSyntax awaited)
                return null;
            whole = awaited;
        }

        whole = (ExpressionSyntax)whole.Whole();
        if (whole.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Convert" } } } text } }
            || text.CalledName()?.Identifier.ValueText is not ("ToHexString" or "ToHexStringLower"))
        {
            return new(algorithm, data, whole, isText: false, isUpperCase: false, isAwaited);
        }

        var isUpperCase = text.CalledName()!.Identifier.ValueText == "ToHexString";
        whole = (ExpressionSyntax)text.Whole();
        if (whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToLowerInvariant" or "ToLower", Parent: InvocationExpressionSyntax lower })
            (whole, isUpperCase) = ((ExpressionSyntax)lower.Whole(), false);
        return new(algorithm, data, whole, isText: true, isUpperCase, isAwaited);
    }

    /// <summary>Whether it is kept, returned or passed on within the code that is compiled; what is only compared, cut or shown stays where it is.</summary>
    public bool Travels(SemanticModel model, CancellationToken cancellationToken) =>
        Travels(Whole, model, cancellationToken)
        || (Whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } && LocalTravels(local, model, cancellationToken));

    private static string? AlgorithmOf(ITypeSymbol? type) => type switch
    {
        { Name: "SHA256" or "SHA256Managed" } => "sha256",
        { Name: "SHA384" or "SHA384Managed" } => "sha384",
        { Name: "SHA512" or "SHA512Managed" } => "sha512",
        { Name: "SHA3_256" } => "sha3-256",
        _ => null,
    };

    private static bool LocalTravels(VariableDeclaratorSyntax local, SemanticModel model, CancellationToken cancellationToken)
    {
        var mentions = local.Member().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.SpanStart > local.Span.End && name.Identifier.ValueText == local.Identifier.ValueText)
            .ToList();
        return mentions.Any(mention => Travels(mention, model, cancellationToken)) && !mentions.Any(IsTakenApart);
    }

    // digest[..8], digest.AsSpan(), Sign(digest)
    private static bool IsTakenApart(IdentifierNameSyntax mention) => mention.Parent switch
    {
        ElementAccessExpressionSyntax => true,
        MemberAccessExpressionSyntax access => access.Expression == mention,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => IsForSigning(call),
        _ => false,
    };

    private static bool Travels(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var whole = value.Whole();
        return whole.Parent switch
        {
            ReturnStatementSyntax or ArrowExpressionClauseSyntax => IsTyped(value, model, cancellationToken) && value.Function() is not (AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } => IsTyped(value, model, cancellationToken),
            AssignmentExpressionSyntax assignment when assignment.Right == whole => model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is (IFieldSymbol or IPropertySymbol) and { } member && IsOurs(member, model) && IsTyped(value, model, cancellationToken),
            ArgumentSyntax { Parent.Parent: { } call } argument => IsPassedOn(argument, call, model, cancellationToken) && IsTyped(value, model, cancellationToken),
            _ => false,
        };
    }

    // Where anything goes, as in object, a hash goes too.
    private static bool IsTyped(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(value, cancellationToken).ConvertedType is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol;

    private static bool IsPassedOn(ArgumentSyntax argument, SyntaxNode call, SemanticModel model, CancellationToken cancellationToken) =>
        call is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax
        && !IsForSigning(call)
        && !HashComparison.Holds(argument.Expression)
        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && IsOurs(method, model);

    private static bool IsForSigning(SyntaxNode call) => call is InvocationExpressionSyntax invocation && invocation.CalledName()?.Identifier.ValueText is { } name
        && (name.StartsWith("Sign", StringComparison.Ordinal) || name.StartsWith("Verify", StringComparison.Ordinal) || name.IndexOf("Hmac", StringComparison.OrdinalIgnoreCase) >= 0);

    // What somebody else declares takes what it takes.
    private static bool IsOurs(ISymbol symbol, SemanticModel model) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, model.Compilation.Assembly);
}
