using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Hashes;

/// <summary>A digest that the framework computes, as bytes or as the hexadecimal text of them.</summary>
internal sealed class UntypedDigest
{
    private readonly IdentifierNameSyntax? _destination;

    private UntypedDigest(string algorithm, InvocationExpressionSyntax call, ExpressionSyntax bytes, HexText? text, IdentifierNameSyntax? destination) =>
        (Algorithm, Call, Bytes, IsText, IsUpperCase, Whole, _destination) =
            (algorithm, call, bytes, text is not null, text is { IsUpperCase: true }, text?.Whole ?? (ExpressionSyntax)bytes.Whole(), destination);

    /// <summary>The algorithm, as a prefix names it.</summary>
    public string Algorithm { get; }

    /// <summary>What computes it.</summary>
    public InvocationExpressionSyntax Call { get; }

    /// <summary>What computes it, waited for.</summary>
    public ExpressionSyntax Bytes { get; }

    /// <summary>The digest with what is made of it.</summary>
    public ExpressionSyntax Whole { get; }

    public bool IsText { get; }

    public bool IsUpperCase { get; }

    public static UntypedDigest? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.CalledName() is not { Identifier.ValueText: "HashData" or "HashDataAsync" or "ComputeHash" or "ComputeHashAsync" or "TryHashData" or "TryComputeHash" }
            || call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver }
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { ContainingNamespace.Name: "Cryptography" } method
            || AlgorithmOf(method.IsStatic ? method.ContainingType : model.GetTypeInfo(receiver, cancellationToken).Type) is not { } algorithm)
        {
            return null;
        }

        var arguments = call.ArgumentList.Arguments;
        if (method.Parameters.Any(static parameter => parameter.Name == "destination"))
            return arguments.Count > 1 && arguments[1].Expression.Bare() is IdentifierNameSyntax destination ? new(algorithm, call, call, null, destination) : null;

        // A part of an array is another thing to hash.
        var bytes = call.Awaited();
        return arguments.Count > 0 && method.Parameters.Skip(1).All(static parameter => parameter.Type.Name == nameof(CancellationToken)) && bytes == call != method.Name.EndsWith("Async", StringComparison.Ordinal)
            ? new(algorithm, call, bytes, HexText.Of(bytes), null)
            : null;
    }

    /// <summary>Whether it is kept, returned or passed on within the code that is compiled; what is only compared, cut or shown stays where it is.</summary>
    public bool Travels(SemanticModel model, CancellationToken cancellationToken) => _destination is { } destination
        ? model.GetSymbolInfo(destination, cancellationToken).Symbol is ILocalSymbol && LocalTravels(destination.Identifier, Call, model, cancellationToken)
        : TravelsFrom(Whole, model, cancellationToken);

    // As it is, as text, or by way of a local.
    private static bool TravelsFrom(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) =>
        Travels(value, model, cancellationToken)
        || (value.Whole().Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } && LocalTravels(local.Identifier, local, model, cancellationToken))
        || (HexText.Of(value) is { } text && TravelsFrom(text.Whole, model, cancellationToken));

    private static string? AlgorithmOf(ITypeSymbol? type) => type switch
    {
        { Name: "SHA256" or "SHA256Managed" } => "sha256",
        { Name: "SHA384" or "SHA384Managed" } => "sha384",
        { Name: "SHA512" or "SHA512Managed" } => "sha512",
        { Name: "SHA3_256" } => "sha3-256",
        _ => null,
    };

    private static bool LocalTravels(SyntaxToken local, SyntaxNode set, SemanticModel model, CancellationToken cancellationToken)
    {
        var mentions = set.Member().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.SpanStart >= set.Span.End && name.Identifier.ValueText == local.ValueText)
            .ToList();
        return mentions.Any(mention => TravelsFrom(mention, model, cancellationToken)) && !mentions.Any(IsTakenApart);
    }

    // digest[..8], digest.AsSpan(), Sign(digest)
    private static bool IsTakenApart(IdentifierNameSyntax mention) => mention.Parent switch
    {
        ElementAccessExpressionSyntax => true,
        MemberAccessExpressionSyntax access => access.Expression == mention,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => IsForSigning(call),
        _ => false,
    };

    private static bool Travels(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var whole = value.Whole();
        return whole.Parent switch
        {
            ConditionalExpressionSyntax choice => choice.Condition != whole && Travels(choice, model, cancellationToken),
            ReturnStatementSyntax or YieldStatementSyntax or ArrowExpressionClauseSyntax => IsTyped(value, model, cancellationToken) && value.Function() is not (AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax),
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
        && IsOurs(method, model)
        && ContentHashMark.On(method.ContainingType) is null;

    private static bool IsForSigning(SyntaxNode call) => call is InvocationExpressionSyntax invocation && invocation.CalledName()?.Identifier.ValueText is { } name
        && (name.StartsWith("Sign", StringComparison.Ordinal) || name.StartsWith("Verify", StringComparison.Ordinal) || name.IndexOf("Hmac", StringComparison.OrdinalIgnoreCase) >= 0);

    // What somebody else declares takes what it takes.
    private static bool IsOurs(ISymbol symbol, SemanticModel model) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, model.Compilation.Assembly);
}
