using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Analyzers.Wiring;

/// <summary>What a call names: the method, or the type that is created.</summary>
internal static class CallName
{
    public static Location Of(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.CalledName()?.Identifier.GetLocation() ?? invocation.Expression.GetLocation(),
        BaseObjectCreationExpressionSyntax creation => Of(creation),
        ConstructorInitializerSyntax initializer => initializer.ThisOrBaseKeyword.GetLocation(),
        PrimaryConstructorBaseTypeSyntax @base => @base.Type.GetLocation(),
        ConstructorDeclarationSyntax constructor => constructor.Identifier.GetLocation(),
        BaseTypeDeclarationSyntax type => type.Identifier.GetLocation(),
        _ => call.GetLocation(),
    };

    public static Location Of(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax qualified } => qualified.Right.GetLocation(),
        ObjectCreationExpressionSyntax { Type: var type } => type.GetLocation(),
        _ => Location.Create(creation.SyntaxTree, TextSpan.FromBounds(creation.SpanStart, creation.ArgumentList?.Span.End ?? creation.Span.End)),
    };

    /// <summary>What a parameter's owner is called by its callers.</summary>
    public static string Of(ISymbol owner) => owner switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ReducedExtension } or { ContainingType: null } => owner.Name,
        _ => owner.ContainingType.Name,
    };
}
