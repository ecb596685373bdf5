using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Writes;

/// <summary>GRD1007: the target is deleted, or the staged file copied, where one rename would do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GapBeforeReplaceAnalyzer() : PublicationAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD1007",
        "The target is deleted, or the staged file copied, where one rename would do",
        "'{0}' {1}. Replace the file in one step: 'File.Move' with 'overwrite: true', or 'AtomicFile'.",
        Category.Writes,
        DiagnosticSeverity.Warning);

    private protected override IEnumerable<(SyntaxNode, string[])> Find(TypeSteps type, SyntaxNode member)
    {
        var steps = type.Of(member);
        foreach (var publish in steps)
        {
            if (publish is not { IsCertain: true, IsFolder: false, Target: { } target } || BackupName.Is(target, publish.Path))
                continue;
            if (publish.Kind == FileStepKind.Copy)
            {
                if (IsStaged(publish, type, member) && IsDeletedLater(publish, steps) && !target.IsTemporary && !target.IsNamedTemporary)
                    yield return (publish.Location, [publish.Location.ToString(), "fills the target in place: a crash in between leaves a torn file under its final name, though the staged one is whole"]);
            }
            else if (publish.Kind == FileStepKind.Move && !IsFallback(publish, steps) && !IsRotation(publish))
            {
                foreach (var delete in steps)
                {
                    if (delete.Kind == FileStepKind.Delete && delete.Path.IsSame(target) && delete.Place.Reaches(publish.Place))
                        yield return Gap(delete);
                }
            }
        }
    }

    // A method that deletes what it is told to is right; its caller is not.
    private static (SyntaxNode, string[]) Gap(FileStep delete)
    {
        var place = delete.Place is InvocationExpressionSyntax call ? call.Expression : delete.Location;
        return (place, [place.ToString(), "leaves no file under the name until the other is moved there: whoever looks in between, or after a crash, finds none"]);
    }

    private static bool IsStaged(FileStep copy, TypeSteps type, SyntaxNode member) =>
        copy.Path.IsTemporary || copy.Path.IsNamedTemporary || type.WritesBefore(copy, member).Count > 0;

    private static bool IsDeletedLater(FileStep copy, IReadOnlyList<FileStep> steps) =>
        steps.Any(delete => delete.Kind == FileStepKind.Delete && delete.Path.IsSame(copy.Path) && copy.Place.Reaches(delete.Place));

    // One rename was tried first, and this file system does not have it.
    private static bool IsFallback(FileStep publish, IReadOnlyList<FileStep> steps) =>
        publish.Place.FirstAncestorOrSelf<CatchClauseSyntax>() is { Parent: TryStatementSyntax attempt }
        && steps.Any(other => other is { Kind: FileStepKind.Move, Overwrites: true, Target: { } target } && attempt.Block.Span.Contains(other.Place.Span) && target.IsSame(publish.Target!));

    // log.4 becomes log.5
    private static bool IsRotation(FileStep publish) => publish.Place.FirstAncestorOrSelf<ForStatementSyntax>() is not null;
}
