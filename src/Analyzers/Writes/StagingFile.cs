using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>A file that was written and may not stay where it is.</summary>
internal sealed class StagingFile(ExpressionSyntax path, ExpressionSyntax write, FileSteps steps, SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary>Whether it is moved to another path, or deleted again.</summary>
    public bool IsPublishedOrRemoved()
    {
        var member = write.Member();
        var value = steps.Reader.Read(path);
        return IsPublishedOrRemoved(steps.Of(member), value, write)
            || TypesMembers(member).Any(other => steps.Of(other).Any(step => step.Kind == FileStepKind.Move && IsMoved(value, step)))
            || IsMovedInAnotherPart()
            || IsHarmlessToCallers(member);
    }

    private static bool IsPublishedOrRemoved(IEnumerable<FileStep> steps, PathValue value, SyntaxNode write) => steps.Any(step => IsLater(step.Place, write) && step.Kind switch
    {
        FileStepKind.Move => IsMoved(value, step),
        FileStepKind.Delete => value.IsSame(step.Path) && !IsOnFailure(step.Place, write),
        FileStepKind.DeleteFolder => value.IsWithin(step.Path) && !IsOnFailure(step.Place, write),
        _ => false,
    });

    // A wrapper may take the two the other way round: ReplaceFile(path, staged).
    private static bool IsMoved(PathValue value, FileStep step) =>
        value.IsWithin(step.Path) || (step is { IsCertain: false, Target: { } target } && !IsMoveName(step.Call) && value.IsSame(target));

    private static bool IsMoveName(ExpressionSyntax call) =>
        call is InvocationExpressionSyntax invocation && invocation.CalledName()?.Identifier.ValueText.HasWord(static word => word is "move" or "rename") == true;

    // What comes before moves an older file away; a local function may run at any time.
    private static bool IsLater(SyntaxNode place, SyntaxNode write) => place.SpanStart > write.SpanStart || place.Function() != write.Function();

    // Cleaning up after an exception does not help after a crash.
    private static bool IsOnFailure(SyntaxNode place, SyntaxNode write) =>
        place.FirstAncestorOrSelf<CatchClauseSyntax>() is { Parent: TryStatementSyntax attempt } && attempt.Block.Span.Contains(write.Span);

    private static IEnumerable<SyntaxNode> TypesMembers(SyntaxNode member) =>
        member.Parent is TypeDeclarationSyntax type ? type.Members.Where(other => other != member && other is not BaseTypeDeclarationSyntax) : [];

    // A private method writes what its callers move, or keep in the folder for temporary files.
    private bool IsHarmlessToCallers(SyntaxNode member)
    {
        if (model.GetDeclaredSymbol(member, cancellationToken) is not IMethodSymbol { DeclaredAccessibility: Accessibility.Private, Parameters.IsEmpty: false })
            return false;
        var any = false;
        foreach (var caller in TypesMembers(member))
        {
            var inCaller = steps.Of(caller);
            foreach (var written in inCaller)
            {
                if (written.Kind != FileStepKind.Write || written.Call == written.Place || !written.Call.Span.Contains(write.Span))
                    continue;
                if (!written.Path.IsTemporary && !written.Path.IsNamedTemporary && !IsPublishedOrRemoved(inCaller, written.Path, written.Place))
                    return false;
                any = true;
            }
        }

        return any;
    }

    // The model knows one file only; the same field is written alike in another part of its type.
    private bool IsMovedInAnotherPart()
    {
        if (path.Bare() is not SimpleNameSyntax name
            || model.GetSymbolInfo(name, cancellationToken).Symbol is not (IFieldSymbol or IPropertySymbol)
            || model.GetEnclosingSymbol(write.SpanStart, cancellationToken)?.ContainingType is not { DeclaringSyntaxReferences.Length: > 1 } type)
        {
            return false;
        }

        return type.DeclaringSyntaxReferences
            .Where(part => part.SyntaxTree != write.SyntaxTree)
            .SelectMany(part => part.GetSyntax(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Any(call => call.CalledName()?.Identifier.ValueText switch
            {
                "Move" or "MoveAsync" or "MoveFile" or "Rename" or "RenameAsync" or "Replace" or "ReplaceFile" => call.ArgumentList.Arguments.FirstOrDefault() is { } first && path.IsLike(first.Expression),
                _ => false,
            });
    }
}
