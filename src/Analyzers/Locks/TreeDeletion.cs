using Guarded.Analyzers.Files;
using Guarded.Analyzers.Writes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A call that deletes a folder with all that is in it, or one after the other what is listed below a prefix.</summary>
internal static class TreeDeletion
{
    public static InvocationExpressionSyntax? Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        name.CallBy() is { } call && !TestCode.Holds(call) && (IsOfFolder(name, call, model, cancellationToken) || IsOfListing(name, call)) ? call : null;

    private static bool IsOfFolder(SimpleNameSyntax name, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (name.Identifier.ValueText != "Delete" || !call.ArgumentList.Arguments.Any(static argument => argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression)))
            return false;
        var folder = FileOwner.Of(name, model, cancellationToken) switch
        {
            FileOwnerKind.Folder => call.ArgumentList.Argument("path", 0),
            FileOwnerKind.FolderObject => call.Receiver(),
            _ => null,
        };
        return folder is not null && !IsPassing(folder, model, cancellationToken);
    }

    // What is not there to stay has no writers but the one who deletes it.
    private static bool IsPassing(ExpressionSyntax folder, SemanticModel model, CancellationToken cancellationToken)
    {
        var path = new PathReader(model, cancellationToken).Read(folder);
        return path.IsTemporary || path.IsNamedTemporary || folder.ToString().HasWord(IsPassing) || MemberName(folder).HasWord(IsPassing);
    }

    private static bool IsPassing(string word) => TemporaryName.IsWord(word) || word is "cache" or "quarantine" or "trash" or "backup" or "work" or "working" or "log" or "logs" or "extracted" or "output" or "old" or "test";

    private static string MemberName(SyntaxNode place) => place.Member() is MethodDeclarationSyntax method ? method.Identifier.ValueText : "";

    // foreach (var one in await ListAsync(prefix)) await DeleteAsync(one);
    private static bool IsOfListing(SimpleNameSyntax name, InvocationExpressionSyntax call) =>
        name.Identifier.ValueText is "DeleteAsync" or "DeleteObjectAsync" or "DeleteBlobAsync" or "DeleteBlobIfExistsAsync" or "DeleteIfExistsAsync" or "DeleteObject" or "DeleteBlob"
        && call.Ancestors().OfType<CommonForEachStatementSyntax>().FirstOrDefault() is { Expression: var listing } loop
        && loop.Statement.Span.Contains(call.Span)
        && listing.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(static listed =>
            listed.ArgumentList.Arguments.Count > 0
            && listed.CalledName()?.Identifier.ValueText is { } method
            && (method.StartsWith("List", StringComparison.Ordinal) || method is "GetBlobs" or "GetBlobsAsync" or "GetBlobsByHierarchyAsync"))
        && !MemberName(call).HasWord(IsPassing);
}
