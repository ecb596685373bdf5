using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Guarded.Analyzers.CodeFixes;

/// <summary>Types as what a static member is called on.</summary>
internal static class TypeExpressions
{
    // The generator writes a type; a call wants the same as an expression, with the note that asks for the using.
    public static ExpressionSyntax AsExpression(this INamedTypeSymbol type, SyntaxGenerator generator)
    {
        var written = generator.TypeExpression(type);
        return written.CopyAnnotationsTo(SyntaxFactory.ParseExpression(written.ToString()))
            .WithAdditionalAnnotations(Simplifier.AddImportsAnnotation, Simplifier.Annotation);
    }
}
