using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Writes;

/// <summary>GRD1002: a staged file is published without a flush to disk.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RenameWithoutFlushAnalyzer() : PublicationAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD1002",
        "A staged file is published without a flush to disk",
        "'{0}' can put the name in place before the content is on the disk: after power loss the file is empty or torn. Write with 'AtomicFile', or flush the stream with 'Flush(flushToDisk: true)' first.",
        Category.Writes,
        DiagnosticSeverity.Warning);

    private protected override IEnumerable<(SyntaxNode, string[])> Find(TypeSteps type, SyntaxNode member)
    {
        foreach (var publish in type.Of(member))
        {
            if (publish is { Kind: FileStepKind.Move, IsCertain: true, IsFolder: false, Target: { } target }
                && !target.IsTemporary && !target.IsNamedTemporary && !BackupName.Is(target, publish.Path)
                && type.WritesBefore(publish, member) is { Count: > 0 } writes
                && writes.All(static write => write is { IsCertain: true, Write.Effect: not OpeningEffect.Updated })
                && !type.Of(member).TakeWhile(step => step != publish).Any(static step => step.Kind == FileStepKind.Flush)
                && !writes.Any(write => write.Place.Member() is var writer && writer != member && type.Of(writer).Any(static step => step.Kind == FileStepKind.Flush)))
            {
                yield return (publish.Location, [publish.Location.ToString()]);
            }
        }
    }
}
