using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Guarded.Analyzers.CodeFixes;

/// <summary>A type that code is made to call.</summary>
internal static class ImportedType
{
    /// <summary>Its name as an expression, as short as the place allows, with the note that asks for the using.</summary>
    public static ExpressionSyntax Expression(INamedTypeSymbol type, SyntaxGenerator generator)
    {
        var written = generator.TypeExpression(type);
        return written.CopyAnnotationsTo(SyntaxFactory.ParseExpression(written.ToString()))
            .WithAdditionalAnnotations(Simplifier.AddImportsAnnotation, Simplifier.Annotation);
    }
}
