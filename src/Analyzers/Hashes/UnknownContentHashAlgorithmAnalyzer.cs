using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>A content hash names an algorithm that is known.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownContentHashAlgorithmAnalyzer() : ContentHashAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3103",
        "A content hash names an algorithm that is known",
        "'{0}' gets no content hash members: '{1}' is no algorithm that the generator knows; write ContentHashAlgorithm.Sha256, Sha384, Sha512 or Sha3_256",
        Category.Hashes,
        DiagnosticSeverity.Error);

    private protected override IEnumerable<Diagnostic> Findings(ContentHashDeclaration hash, CancellationToken cancellationToken)
    {
        if (!Compiles(hash.Mark) || HashFunction.Of(hash.Mark) is not null || hash.Attribute(cancellationToken) is not { } attribute)
            yield break;

        SyntaxNode culprit = attribute.ArgumentList?.Arguments.FirstOrDefault() is { } argument ? argument.Expression : attribute;
        yield return Diagnostic.Create(Descriptor, culprit.GetLocation(), hash.Type.Name, culprit);
    }

    // Where it does not, the compiler has said so.
    private static bool Compiles(AttributeData mark) =>
        mark.AttributeConstructor is not null
        && mark.ConstructorArguments.All(static argument => argument.Kind != TypedConstantKind.Error);
}
