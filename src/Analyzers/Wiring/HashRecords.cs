using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>Tells entries that are kept: what marks make one, rows of a database, and what a ledger is given.</summary>
internal sealed class HashRecords(StorageTypes? storage, PayloadReferenceMarks? marks, SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary>The entry that a value is put into; null where that is none, or has its payload otherwise.</summary>
    public HashRecord? At(SyntaxNode value) => value.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Right == value => AtMember(assignment),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument => AtCall(call, list, argument),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax creation } list } argument => AtCreation(creation, list, argument),
        AnonymousObjectMemberDeclaratorSyntax member => AtAnonymous(member),
        _ => null,
    };

    private HashRecord? AtMember(AssignmentExpressionSyntax assignment)
    {
        if (model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is not { ContainingType: not null } member)
            return AtMemberOfMissing(assignment);
        if (marks?.Mark(member) is true)
            return new HashRecord(assignment.Right, member.Name, IsWired: true);
        // command.Parameters.Add("@content_hash", DbType.Binary).Value = hash
        if (member.Name == "Value" && assignment.Left is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax { ArgumentList: var added } })
            return Column(added, assignment.Right);
        if (!HashNames.IsContentHash(member.Name) || HashNames.IsOfNotes(member.ContainingType.Name))
            return null;

        return assignment switch
        {
            { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => Kept(creation, assignment.Right, member.Name),
            { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax holder } } when !HasPayload(holder) && Keeper(holder) is { } keeper => new HashRecord(assignment.Right, member.Name, keeper == Keeping.Wired),
            _ => null,
        };
    }

    // The row's type is in a project that is not there: its name and its member's are all that is known.
    private HashRecord? AtMemberOfMissing(AssignmentExpressionSyntax assignment) =>
        assignment is { Left: IdentifierNameSyntax { Identifier.ValueText: var member }, Parent: InitializerExpressionSyntax { Parent: ObjectCreationExpressionSyntax creation } }
        && HashNames.IsContentHash(member)
        && model.GetTypeInfo(creation, cancellationToken).Type is null or IErrorTypeSymbol
        && !HashNames.IsOfNotes(creation.Type.ToString())
            ? Kept(creation, assignment.Right, member)
            : null;

    private HashRecord? AtCall(InvocationExpressionSyntax call, ArgumentListSyntax list, ArgumentSyntax argument)
    {
        if (call.CalledName()?.Identifier.ValueText == "AddWithValue" && call.Expression.ToString().Contains("Parameters"))
            return Column(list, argument.Expression);
        if (model.Called(call, cancellationToken) is not { } method || Parameter(method, list, argument) is not { } parameter)
            return null;
        return marks?.Mark(parameter) is true || (HashNames.IsHash(parameter.Name) && KeepingOf(call) == Keeping.Wired && !HasPayload(list, method))
            ? new HashRecord(argument.Expression, parameter.Name, IsWired: true)
            : null;
    }

    private HashRecord? AtCreation(BaseObjectCreationExpressionSyntax creation, ArgumentListSyntax list, ArgumentSyntax argument)
    {
        if (model.Called(creation, cancellationToken) is not { } constructor || Parameter(constructor, list, argument) is not { } parameter)
            return null;
        if (marks?.Mark(parameter) is true)
            return new HashRecord(argument.Expression, parameter.Name, IsWired: true);
        if (constructor.ContainingType.Name.EndsWith("Parameter", StringComparison.Ordinal) && constructor.ContainingType.AllInterfaces.Any(static contract => contract.IsNamed("System.Data", "IDataParameter")))
            return Column(list, argument.Expression);
        return HashNames.IsContentHash(parameter.Name) && !HashNames.IsOfNotes(constructor.ContainingType.Name) ? Kept(creation, argument.Expression, parameter.Name) : null;
    }

    // connection.Execute("INSERT …", new { ContentHash = hash })
    private HashRecord? AtAnonymous(AnonymousObjectMemberDeclaratorSyntax member)
    {
        if (member is not { Parent: AnonymousObjectCreationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } row }
            || call.CalledName()?.Identifier.ValueText.StartsWith("Execute", StringComparison.Ordinal) is not true
            || NameOf(member) is not { } name
            || !HashNames.IsContentHash(name)
            || !Inserts(call)
            || row.Initializers.Any(other => NameOf(other) is { } beside && HashNames.HoldsPayload(beside) && IsData(other.Expression)))
        {
            return null;
        }

        return new HashRecord(member.Expression, name, IsWired: false);
    }

    private HashRecord? Column(ArgumentListSyntax column, ExpressionSyntax value)
    {
        if (ColumnOf(column) is not { } name || !HashNames.IsContentHash(name))
            return null;
        var member = value.Member();
        return Inserts(member) && !member.DescendantNodes().OfType<ArgumentListSyntax>().Any(beside => ColumnOf(beside) is { } other && HashNames.HoldsPayload(other) && beside.Arguments.Skip(1).All(argument => IsData(argument.Expression)))
            ? new HashRecord(value, name, IsWired: false)
            : null;
    }

    private static string? ColumnOf(ArgumentListSyntax column) =>
        column.Arguments is [{ Expression: LiteralExpressionSyntax { Token.ValueText: var name } }, ..] && name.Length is > 0 and < 64 && name.IndexOf(' ') < 0 ? name : null;

    private static bool Inserts(SyntaxNode place) => place.DescendantTokens().Any(static token =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        && (token.ValueText.IndexOf("INSERT ", StringComparison.OrdinalIgnoreCase) >= 0 || token.ValueText.IndexOf("MERGE ", StringComparison.OrdinalIgnoreCase) >= 0));

    private static string? NameOf(AnonymousObjectMemberDeclaratorSyntax member) =>
        member.NameEquals?.Name.Identifier.ValueText ?? (member.Expression as IdentifierNameSyntax)?.Identifier.ValueText ?? (member.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    private HashRecord? Kept(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax value, string name)
    {
        if (HasPayload(creation))
            return null;
        var row = creation.Whole();
        var keeping = row.Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => KeepingOf(call),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => Mentions(variable, variable.Identifier.ValueText) is var mentions && mentions.Any(HasPayload) ? null : mentions.Select(Keeper).FirstOrDefault(static keeper => keeper is not null),
            _ => null,
        };
        return keeping is { } kept ? new HashRecord(value, name, kept == Keeping.Wired) : null;
    }

    private static List<IdentifierNameSyntax> Mentions(SyntaxNode place, string name) =>
        [.. place.Member().DescendantNodes().OfType<IdentifierNameSyntax>().Where(mention => mention.Identifier.ValueText == name && mention.Parent is not (NameEqualsSyntax or NameColonSyntax))];

    /// <summary>How what a variable holds is kept, by any of its mentions.</summary>
    private Keeping? Keeper(IdentifierNameSyntax variable) => Mentions(variable, variable.Identifier.ValueText)
        .Select(mention => mention.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } ? KeepingOf(call) : null)
        .FirstOrDefault(static keeper => keeper is not null);

    private bool HasPayload(IdentifierNameSyntax holder) => Mentions(holder, holder.Identifier.ValueText).Any(mention =>
        mention.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { Right: var value } assignment } access
        && assignment.Left == access && HashNames.HoldsPayload(access.Name.Identifier.ValueText) && IsData(value));

    private bool HasPayload(BaseObjectCreationExpressionSyntax creation) =>
        creation.Initializer?.Expressions.Any(part => part is AssignmentExpressionSyntax { Left: SimpleNameSyntax { Identifier.ValueText: var name }, Right: var value } && HashNames.HoldsPayload(name) && IsData(value)) is true
        || (creation.ArgumentList is { } list && model.Called(creation, cancellationToken) is { } constructor && HasPayload(list, constructor));

    private bool HasPayload(ArgumentListSyntax list, IMethodSymbol method) =>
        list.Arguments.Any(argument => Parameter(method, list, argument) is { } parameter && HashNames.HoldsPayload(parameter.Name) && IsData(argument.Expression));

    // A number, a flag or a moment is none.
    private bool IsData(ExpressionSyntax value) =>
        !value.IsNothing() && model.GetTypeInfo(value, cancellationToken).Type is not ({ SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double } or { Name: "DateTime" or "DateTimeOffset" or "Guid" or "TimeSpan" });

    private Keeping? KeepingOf(InvocationExpressionSyntax call)
    {
        if (call.CalledName() is not { Identifier.ValueText: var name } || !(StorageVerbs.Records(name) || name == "Attach"))
            return null;
        var on = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        var receiver = (on is null ? null : model.GetTypeInfo(on, cancellationToken).Type) ?? model.Called(call, cancellationToken)?.ContainingType;
        return storage?.Include(receiver) is true ? Keeping.Wired
            : IsOfDatabase(receiver) || IsOfMissingContext(on) || receiver?.Name.HasWord(static word => word is "ledger" or "journal" or "trail" or "repository") is true ? Keeping.Row
            : null;
    }

    private static bool IsOfDatabase(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "DbSet" or "IDbSet" or "DbContext" } && (type is IErrorTypeSymbol || type.ContainingNamespace.Name is "EntityFrameworkCore" or "Entity"))
                return true;
        }

        return false;
    }

    // _db.Rows, where the project that declares the context is not there.
    private bool IsOfMissingContext(ExpressionSyntax? set) =>
        (set is MemberAccessExpressionSyntax { Expression: var on } && IsOfMissingContext(on))
        || (set is IdentifierNameSyntax && model.GetTypeInfo(set, cancellationToken).Type is IErrorTypeSymbol { Name: var name } && name.EndsWith("DbContext", StringComparison.Ordinal));

    private static IParameterSymbol? Parameter(IMethodSymbol method, ArgumentListSyntax list, ArgumentSyntax argument) => argument.NameColon is { Name.Identifier.ValueText: var name }
        ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        : method.Parameters.ElementAtOrDefault(list.Arguments.IndexOf(argument));

    private enum Keeping
    {
        Row,
        Wired,
    }
}
