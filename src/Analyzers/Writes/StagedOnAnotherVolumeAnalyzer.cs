using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Writes;

/// <summary>GRD1004: staged in the temp folder, moved elsewhere.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StagedOnAnotherVolumeAnalyzer() : PublicationAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD1004",
        "Staged in the temp folder, moved elsewhere",
        "'{0}' leaves the folder for temporary files, which is often another volume: there it {1}. Stage beside the target instead, or write with 'AtomicFile'.",
        Category.Writes,
        DiagnosticSeverity.Warning);

    private protected override IEnumerable<(SyntaxNode, string[])> Find(TypeSteps type, SyntaxNode member)
    {
        foreach (var publish in type.Of(member))
        {
            if (publish is { Kind: FileStepKind.Move, IsCertain: true, Path.IsTemporary: true, Target: { IsTemporary: false, IsNamedTemporary: false } target }
                && !BackupName.Is(target, publish.Path)
                && !LooksAtVolumes(publish.Place.Member()))
            {
                yield return (publish.Location, [publish.Location.ToString(), publish.IsFolder ? "fails" : "copies, and a crash leaves a torn file at the target"]);
            }
        }
    }

    private static bool LooksAtVolumes(SyntaxNode member) =>
        member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText is "GetPathRoot" or "PathRoot" or "DriveInfo");
}
