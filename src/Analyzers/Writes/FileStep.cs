using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>What a call does to a file.</summary>
internal enum FileStepKind
{
    Write,
    Copy,
    Move,
    Delete,
    DeleteFolder,
    Flush,
}

/// <summary>A call that does something to a file.</summary>
/// <param name="kind">What it does.</param>
/// <param name="isCertain">Whether that is known; otherwise its name says so.</param>
/// <param name="call">The call, or the creation.</param>
/// <param name="place">The same, or in the member that is looked at the call of the method that has it.</param>
/// <param name="path">The file, or its source.</param>
/// <param name="target">Where it is moved or copied to.</param>
internal sealed class FileStep(FileStepKind kind, bool isCertain, ExpressionSyntax call, SyntaxNode place, PathValue path, PathValue? target = null)
{
    public FileStepKind Kind { get; } = kind;

    public bool IsCertain { get; } = isCertain;

    public ExpressionSyntax Call { get; } = call;

    public SyntaxNode Place { get; } = place;

    public PathValue Path { get; } = path;

    public PathValue? Target { get; } = target;

    /// <summary>What it writes with, where that is known.</summary>
    public WholeFileWrite? Write { get; init; }

    /// <summary>The expressions of the path and the target, where the call has them.</summary>
    public ExpressionSyntax? PathExpression { get; init; }

    public ExpressionSyntax? TargetExpression { get; init; }

    /// <summary>Whether what is at the target is replaced.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Whether it is a folder that is moved.</summary>
    public bool IsFolder { get; init; }

    /// <summary>Where it is reported.</summary>
    public SyntaxNode Location => Call is InvocationExpressionSyntax call ? call.Expression : Call;
}
