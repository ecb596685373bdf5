using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Guarded.Analyzers.CodeFixes.Writes;

/// <summary>GRD1001: writes with <c>AtomicFile</c>, whose calls are the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NonAtomicWriteFix() : GuardedFix("GRD1001")
{
    private const string AtomicFile = "Guarded.Store.Files.AtomicFile";

    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } write
            || model.GetSymbolInfo(write, cancellationToken).Symbol is not IMethodSymbol method
            || model.Compilation.GetTypesByMetadataName(AtomicFile).FirstOrDefault() is not { } atomic
            || !Offers(atomic, method))
        {
            yield break;
        }

        yield return new Change(
            $"Write with AtomicFile.{method.Name}",
            nameof(NonAtomicWriteFix),
            editor => editor.ReplaceNode(write, (current, _) => Rename(current, Name(atomic, generator))));
    }

    // An older library may lack the newest overload.
    private static bool Offers(INamedTypeSymbol type, IMethodSymbol method) => type.GetMembers(method.Name).OfType<IMethodSymbol>().Any(offered =>
        offered.Parameters.Select(Shape).SequenceEqual(method.Parameters.Select(Shape)));

    private static string Shape(IParameterSymbol parameter) => $"{parameter.Name} {parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString()}";

    private static SyntaxNode Rename(SyntaxNode write, ExpressionSyntax type) => write switch
    {
        MemberAccessExpressionSyntax access => access.WithExpression(type.WithTriviaFrom(access.Expression)),
        SimpleNameSyntax name => SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            type.WithLeadingTrivia(name.GetLeadingTrivia()),
            name.WithoutLeadingTrivia()),
        _ => write,
    };

    // The generator writes a type; a call wants the same as an expression, with the note that asks for the using.
    private static ExpressionSyntax Name(INamedTypeSymbol type, SyntaxGenerator generator)
    {
        var written = generator.TypeExpression(type);
        return written.CopyAnnotationsTo(SyntaxFactory.ParseExpression(written.ToString()))
            .WithAdditionalAnnotations(Simplifier.AddImportsAnnotation, Simplifier.Annotation);
    }
}
