using Guarded.ContentHashes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Hashes;

/// <summary>A content hash leaves its members and its state to the generator.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContentHashMemberClashAnalyzer() : ContentHashAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3104",
        "A content hash leaves its members and its state to the generator",
        "'{0}' gets no content hash members: {1}",
        Category.Hashes,
        DiagnosticSeverity.Error);

    // On a completed type the emitted members are found too, but nothing is reported in what says that it is generated.
    private protected override IEnumerable<Diagnostic> Findings(ContentHashDeclaration hash, CancellationToken cancellationToken) =>
        EmittedMembers.Clashes(hash.Type).Select(clash => Diagnostic.Create(Descriptor, clash.Locations[0], hash.Type.Name, Reason(clash, hash.Type)));

    private static string Reason(ISymbol clash, INamedTypeSymbol type) => clash switch
    {
        _ when SymbolEqualityComparer.Default.Equals(clash, type) =>
            $"a member that is emitted has the name '{type.Name}' too; rename the type",
        IMethodSymbol { MethodKind: MethodKind.Constructor } =>
            "its primary constructor gives it state of its own; remove the parameter list",
        IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } when !EmittedMembers.HasName(clash.Name) =>
            $"'{clash.Name}' gives it state of its own; keep that in a type that holds the hash",
        _ => $"'{clash.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}' is emitted already; remove or rename yours",
    };
}
