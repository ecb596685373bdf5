using System.Composition;
using Guarded.Analyzers.Hashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Guarded.Analyzers.CodeFixes.Hashes;

/// <summary>GRD3004: computes the typed hash, and declares what holds it as one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UntypedHashFix() : GuardedFix("GRD3004")
{
    private protected override IEnumerable<Change> Changes(Diagnostic finding, SyntaxNode node, SemanticModel model, SyntaxGenerator generator, CancellationToken cancellationToken)
    {
        var digest = node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
            .Select(call => UntypedDigest.Of(call, model, cancellationToken))
            .FirstOrDefault(digest => digest?.Whole.Span == finding.Location.SourceSpan);

        // The text of a typed hash is in lower case.
        if (digest is not { IsUpperCase: false } || DeclaredType(digest.Whole, model, cancellationToken) is not var (declared, holder))
            yield break;

        var first = true;
        foreach (var hash in new TypedHashes(model.Compilation).For(digest.Algorithm, model, digest.Whole.SpanStart))
        {
            var type = (TypeSyntax)generator.TypeExpression(hash);
            var computed = Compute(digest, hash.AsExpression(generator)).WithTriviaFrom(digest.Whole);
            var typed = declared.IsVar ? declared : type.WithTriviaFrom(declared).WithAdditionalAnnotations(Simplifier.AddImportsAnnotation, Simplifier.Annotation);
            if (Compiles(model, holder, digest.Whole, computed, declared, typed, cancellationToken))
            {
                yield return new Change($"Compute a '{hash.Name}'", first ? nameof(UntypedHashFix) : $"{nameof(UntypedHashFix)}:{hash.Name}", editor =>
                {
                    editor.ReplaceNode(digest.Whole, computed);
                    if (!declared.IsVar)
                        editor.ReplaceNode(declared, typed);
                });
                first = false;
            }
        }
    }

    private static ExpressionSyntax Compute(UntypedDigest digest, ExpressionSyntax type)
    {
        var call = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, type, SyntaxFactory.IdentifierName(digest.Bytes == digest.Call ? "Compute" : "ComputeAsync")),
            SyntaxFactory.ArgumentList([.. digest.Call.ArgumentList.Arguments.Select(static argument => argument.WithNameColon(null))]));
        return digest.Bytes.ReplaceNode(digest.Call, call);
    }

    /// <summary>The type of what holds it, where no other project can use that.</summary>
    private static (TypeSyntax Type, ISymbol Holder)? DeclaredType(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var (type, declaration) = value.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variable } declarator } => (variable.Type, (SyntaxNode)declarator),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => (property.Type, property),
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => (property.Type, property),
            ReturnStatementSyntax or ArrowExpressionClauseSyntax => value.Function() switch
            {
                MethodDeclarationSyntax method => (method.ReturnType, method),
                LocalFunctionStatementSyntax local => (local.ReturnType, local),
                _ => default,
            },
            _ => default,
        };
        return type is not null && model.GetDeclaredSymbol(declaration, cancellationToken) is { } holder && !IsSeenOutside(holder) ? (Result(type), holder) : null;
    }

    // Task<string>
    private static TypeSyntax Result(TypeSyntax type) => type is GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask", TypeArgumentList.Arguments: { Count: 1 } results } ? results[0] : type;

    private static bool IsSeenOutside(ISymbol symbol)
    {
        if (symbol is ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            return false;

        for (; symbol is not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility == Accessibility.Private)
                return false;
            if (symbol.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal)
                return symbol.ContainingAssembly.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "InternalsVisibleToAttribute" });
        }

        return true;
    }

    // With what holds it goes whoever mentions that.
    private static bool Compiles(SemanticModel model, ISymbol holder, SyntaxNode value, SyntaxNode computed, SyntaxNode declared, SyntaxNode typed, CancellationToken cancellationToken)
    {
        var root = model.SyntaxTree.GetRoot(cancellationToken).ReplaceNodes([value, declared], (original, _) => original == value ? computed : typed);
        return Trial.Compiles(model, root, holder is ILocalSymbol ? null : holder.Name, cancellationToken);
    }
}
