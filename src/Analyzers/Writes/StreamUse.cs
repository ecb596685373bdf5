using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>What is done with a stream that a call hands out.</summary>
internal sealed class StreamUse(ExpressionSyntax call)
{
    private readonly ExpressionSyntax _whole = (ExpressionSyntax)call.Whole();

    /// <summary>Whether it is closed as soon as it is open, so that there is nothing that could be torn.</summary>
    public bool IsEmpty => _whole.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => IsClose(name),
        UsingStatementSyntax { Statement: BlockSyntax { Statements.Count: 0 } or EmptyStatementSyntax } => true,
        ExpressionStatementSyntax => true,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => true,
        EqualsValueClauseSyntax when Holder is not null => Uses().All(static use => use is MemberAccessExpressionSyntax access && IsClose(access.Name.Identifier.ValueText)),
        _ => false,
    };

    /// <summary>Whether it is moved to where it writes: to the end, to a record.</summary>
    public bool IsPositioned => Uses().Any(static use => use is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Seek" or "Position" or "Length" or "Lock" });

    /// <summary>Whether it is written from its beginning, and neither read nor moved.</summary>
    public bool IsWhole
    {
        get
        {
            var uses = Uses().ToList();
            return (IsPassedToWriter(_whole) || uses.Any(IsWrite)) && !IsPositioned && !uses.Any(IsRead);
        }
    }

    private static bool IsClose(string name) => name is "Close" or "Dispose" or "DisposeAsync" or "ConfigureAwait";

    private static bool IsWrite(SyntaxNode use) => use is MemberAccessExpressionSyntax access
        ? access.Name.Identifier.ValueText is "Write" or "WriteAsync" or "WriteByte"
        : use is ExpressionSyntax passed && IsPassedToWriter(passed);

    private static bool IsRead(SyntaxNode use) => use switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText.StartsWith("Read", StringComparison.Ordinal) || access.Name.Identifier.ValueText is "CopyTo" or "CopyToAsync",
        ExpressionSyntax passed => TakerOf(passed) is { } taker && taker.HasWord(static word => word is "reader" or "read" or "deserialize" or "load" or "parse" or "mapped"),
        _ => false,
    };

    private static bool IsPassedToWriter(ExpressionSyntax passed) =>
        TakerOf(passed) is { } taker && taker.HasWord(static word => word is "writer" or "write" or "serialize" or "save" or "copy" or "export" or "dump");

    /// <summary>What takes it as an argument: the type that is created, or the method.</summary>
    private static string? TakerOf(ExpressionSyntax passed) => (passed.Parent as ArgumentSyntax)?.Parent?.Parent switch
    {
        ObjectCreationExpressionSyntax creation => creation.Type.ToString(),
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } } => declaration.Type.ToString(),
        InvocationExpressionSyntax called => called.CalledName()?.Identifier.ValueText,
        _ => null,
    };

    // The variable that it is put in.
    private string? Holder => _whole.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: var left } => (left.Bare() as SimpleNameSyntax)?.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Where the variable is used: the access to a member of it, or the variable itself.</summary>
    private IEnumerable<SyntaxNode> Uses()
    {
        if (Holder is not { } name)
            yield break;
        var scope = _whole.Parent is AssignmentExpressionSyntax || _whole.Member() is FieldDeclarationSyntax or PropertyDeclarationSyntax ? _whole.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? _whole.Member() : _whole.Member();
        foreach (var use in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (use.Identifier.ValueText != name || (use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use))
                continue;
            yield return use.Parent switch
            {
                MemberAccessExpressionSyntax access when access.Expression == use => access,
                MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Parent: MemberAccessExpressionSyntax outer } => outer,
                ConditionalAccessExpressionSyntax => use,
                _ => use,
            };
        }
    }
}
