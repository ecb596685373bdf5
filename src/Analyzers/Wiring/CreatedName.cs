using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Analyzers.Wiring;

/// <summary>What the creation of an object says that it creates.</summary>
internal static class CreatedName
{
    public static Location Of(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax qualified } => qualified.Right.GetLocation(),
        ObjectCreationExpressionSyntax { Type: var type } => type.GetLocation(),
        _ => Location.Create(creation.SyntaxTree, TextSpan.FromBounds(creation.SpanStart, creation.ArgumentList?.Span.End ?? creation.Span.End)),
    };
}
