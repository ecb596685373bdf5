using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>A file that was written and may not stay where it is.</summary>
internal sealed class StagingFile(ExpressionSyntax path, ExpressionSyntax write, SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary>Whether it is moved to another path, or deleted again.</summary>
    public bool IsPublishedOrRemoved() =>
        Calls(write.Member()).Any(call => IsLater(call) && (IsMove(call) || (IsDelete(call) && !IsOnFailure(call))))
        || (OwningType() is { } type && type.DeclaringSyntaxReferences.Any(part => Calls(part.GetSyntax(cancellationToken)).Any(call => IsElsewhere(call) && IsMove(call))));

    private static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxNode node) => node.DescendantNodes().OfType<InvocationExpressionSyntax>();

    // What comes before moves an older file away; a local function may run at any time.
    private bool IsLater(InvocationExpressionSyntax call) => call.SpanStart > write.SpanStart || call.Function() != write.Function();

    private bool IsElsewhere(InvocationExpressionSyntax call) => call.SyntaxTree != write.SyntaxTree || call.Member() != write.Member();

    // The type whose other members see the same path.
    private INamedTypeSymbol? OwningType() =>
        path.Bare() is SimpleNameSyntax name && model.GetSymbolInfo(name, cancellationToken).Symbol is IFieldSymbol or IPropertySymbol
            ? model.GetEnclosingSymbol(write.SpanStart, cancellationToken)?.ContainingType
            : null;

    private bool IsMove(InvocationExpressionSyntax call) => call.CalledName()?.Identifier.ValueText switch
    {
        "Move" or "MoveAsync" or "MoveFile" or "MoveFileAsync" or "Rename" or "RenameAsync" or "RenameFile" or "ReplaceFile" => IsFirstArgument(call),
        "Replace" => IsReceiver(call) || (IsOfFile(call) && IsFirstArgument(call)),
        "MoveTo" => IsReceiver(call),
        _ => false,
    };

    private bool IsDelete(InvocationExpressionSyntax call) =>
        call.CalledName()?.Identifier.ValueText == "Delete" && (IsReceiver(call) || (IsOfFile(call) && IsFirstArgument(call)));

    // Cleaning up after an exception does not help after a crash.
    private bool IsOnFailure(InvocationExpressionSyntax call) =>
        call.FirstAncestorOrSelf<CatchClauseSyntax>() is { Parent: TryStatementSyntax attempt } && attempt.Block.Span.Contains(write.Span);

    // Also what wraps it: FileUtility, _fileSystem. A string has a Replace too.
    private static bool IsOfFile(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax => true,
        MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } => IsNamedFile(type),
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax type } => IsNamedFile(type.Name),
        _ => false,
    };

    private static bool IsNamedFile(SimpleNameSyntax type) => type.Identifier.ValueText.IndexOf("file", StringComparison.OrdinalIgnoreCase) >= 0;

    private bool IsFirstArgument(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault() is { } first && IsPath(first.Expression);

    private bool IsReceiver(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var file }
        && ((path.Bare() is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName" } access && access.Expression.IsLike(file))
            || (Value(file) is BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } && arguments.Arguments.FirstOrDefault() is { } named && IsPath(named.Expression)));

    private bool IsPath(ExpressionSyntax other) =>
        path.IsLike(other) || Value(path).IsLike(other) || path.IsLike(Value(other)) || Value(path).IsLike(Value(other));

    /// <summary>What a local begins with; anything else is itself.</summary>
    private ExpressionSyntax Value(ExpressionSyntax expression) =>
        expression.Bare() is IdentifierNameSyntax name
        && name.SyntaxTree == model.SyntaxTree
        && model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local
        && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? value.Bare()
            : expression.Bare();
}
