using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>What the members of a type do to files.</summary>
internal sealed class TypeSteps(SyntaxNode owner, FileSteps steps)
{
    public PathReader Reader => steps.Reader;

    /// <summary>The members; for top-level statements all of them together.</summary>
    public IEnumerable<SyntaxNode> Members { get; } = owner is TypeDeclarationSyntax type
        ? [.. type.Members.Where(static member => member is not BaseTypeDeclarationSyntax)]
        : [owner];

    public IReadOnlyList<FileStep> Of(SyntaxNode member) => steps.Of(member);

    /// <summary>The writes of a file before a step: in its member, or else, where fields hold its path, in another one.</summary>
    public IReadOnlyList<FileStep> WritesBefore(FileStep step, SyntaxNode member)
    {
        var own = Of(member).Where(write => write.Kind == FileStepKind.Write && write.Place.Reaches(step.Place) && write.Path.IsSame(step.Path)).ToList();
        return own.Count > 0 || step.Path.Parts.All(static part => part.Symbol is ILocalSymbol or null)
            ? own
            : [.. Members.Where(other => other != member).SelectMany(Of).Where(write => write.Kind == FileStepKind.Write && write.Path.IsSame(step.Path))];
    }
}
