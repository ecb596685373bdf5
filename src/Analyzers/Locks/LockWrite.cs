using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>A lock that is written over whatever is there.</summary>
/// <param name="Place">What writes it.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Remedy">What would keep others' locks.</param>
internal sealed record LockWrite(ExpressionSyntax Place, ExpressionSyntax Path, string Remedy)
{
    private const string FileRemedy = "create it with 'FileMode.CreateNew', or keep it open with 'FileShare.None',";

    private const string ObjectRemedy = "put it under 'IfNoneMatch', or under 'IfMatch' with the version that was read,";

    public static LockWrite? Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var write = Spelled(name);
        if (write is null || !new LockPath(model, cancellationToken).IsLock(write.Path))
            return null;
        return write.Place switch
        {
            BaseObjectCreationExpressionSyntax { Parent: var parent } creation when write.Remedy == ObjectRemedy => parent is null || new ObjectRequest(creation).HasCondition() ? null : write,
            BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation, cancellationToken).Type is { Name: var type } found
                && found.IsNamed("System.IO", type)
                && model.GetTypeInfo(write.Path, cancellationToken).Type is { SpecialType: SpecialType.System_String }
                    ? write
                    : null,
            InvocationExpressionSyntax call when write.Remedy == ObjectRemedy => write,
            InvocationExpressionSyntax call => IsOfFile(call, model, cancellationToken) ? write : null,
            _ => null,
        };
    }

    /// <summary>Whether it is harmless after all: held open, made new before, or no lock of processes.</summary>
    public bool IsHarmless() => IsInLockOfPackages() || IsDocument() || IsMadeNew() || (Place is InvocationExpressionSyntax { ArgumentList: var arguments } && Remedy == ObjectRemedy && !HasOverwrite(arguments));

    // By its form alone, so that most are told without asking what they are bound to.
    private static LockWrite? Spelled(SimpleNameSyntax name)
    {
        var whole = name.Parent is QualifiedNameSyntax qualified ? qualified : (SyntaxNode)name;
        if (whole.Parent is ObjectCreationExpressionSyntax creation && creation.Type == whole)
            return Spelled(creation, name.Identifier.ValueText);
        var call = name.Parent switch
        {
            InvocationExpressionSyntax direct => direct,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax invocation } access when access.Name == name && invocation.Expression == access => invocation,
            _ => null,
        };
        if (call is not { ArgumentList.Arguments: { Count: > 0 } arguments })
            return null;
        return name.Identifier.ValueText switch
        {
            "WriteAllText" or "WriteAllTextAsync" or "WriteAllBytes" or "WriteAllBytesAsync" or "WriteAllLines" or "WriteAllLinesAsync" => new LockWrite(call, PathOf(arguments), FileRemedy),
            "Create" or "CreateText" or "OpenWrite" when IsSpelledOfFile(call) && !IsHeld(call) => new LockWrite(call, PathOf(arguments), FileRemedy),
            "Open" when IsSpelledOfFile(call) && Truncates(arguments) && !IsHeld(call) => new LockWrite(call, PathOf(arguments), FileRemedy),
            "Upload" or "UploadAsync" when call.Expression is MemberAccessExpressionSyntax { Expression: var blob } && HasOverwrite(call.ArgumentList) => new LockWrite(call, blob, ObjectRemedy),
            _ => null,
        };
    }

    private static bool IsSpelledOfFile(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax => true,
        MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } => type.Identifier.ValueText.EndsWith("File", StringComparison.Ordinal),
        MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax type } => type.Name.Identifier.ValueText == "File",
        _ => false,
    };

    private static LockWrite? Spelled(ObjectCreationExpressionSyntax creation, string type) => type switch
    {
        "PutObjectRequest" => new ObjectRequest(creation).Key is { } key ? new LockWrite(creation, key, ObjectRemedy) : null,
        "StreamWriter" when creation.ArgumentList is { Arguments: { Count: > 0 } arguments } && !IsAppending(arguments) && !IsHeld(creation) => new LockWrite(creation, PathOf(arguments), FileRemedy),
        "FileStream" when creation.ArgumentList is { Arguments: { Count: > 1 } arguments } && Truncates(arguments) && !IsHeld(creation) => new LockWrite(creation, PathOf(arguments), FileRemedy),
        _ => null,
    };

    private static ExpressionSyntax PathOf(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        (arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "path") ?? arguments[0]).Expression;

    private static bool IsAppending(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        arguments.Count > 1 && (arguments[1].Expression.IsKind(SyntaxKind.TrueLiteralExpression) || arguments[1].Expression.ToString().Contains("FileMode") || arguments[1].Expression is not LiteralExpressionSyntax && arguments[1].NameColon is null && arguments[1].Expression is not MemberAccessExpressionSyntax);

    private static bool Truncates(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        arguments.Any(static argument => argument.Expression.ToString() is "FileMode.Create" or "System.IO.FileMode.Create" or "FileMode.Truncate")
        && !arguments.Any(static argument => argument.Expression.ToString() is "FileAccess.Read");

    /// <summary>Whether the stream is kept, which is the system's own lock on it: it is not closed by those who only wrote it.</summary>
    private static bool IsHeld(ExpressionSyntax stream)
    {
        var whole = stream.Whole();
        return whole.Parent switch
        {
            ExpressionStatementSyntax => false,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Close" or "Dispose" } => false,
            UsingStatementSyntax scope => !IsShort(scope.Statement),
            EqualsValueClauseSyntax { Parent.Parent.Parent: UsingStatementSyntax scope } => !IsShort(scope.Statement),
            EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration } =>
                declaration.UsingKeyword.IsKind(SyntaxKind.None)
                    ? !IsClosedSoon((VariableDeclaratorSyntax)whole.Parent.Parent!, block, declaration)
                    : !block.Statements.SkipWhile(statement => statement != declaration).Skip(1).All(IsShort),
            _ => true,
        };
    }

    private static bool IsClosedSoon(VariableDeclaratorSyntax variable, BlockSyntax block, StatementSyntax declaration)
    {
        var next = block.Statements.SkipWhile(statement => statement != declaration).Skip(1).ToList();
        var closing = next.FindIndex(statement => statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name, Name.Identifier.ValueText: "Close" or "Dispose" } } }
            && name.Identifier.ValueText == variable.Identifier.ValueText);
        return closing >= 0 && next.Take(closing).All(IsShort);
    }

    // Nothing is done under the lock while the stream is open, but to write it.
    private static bool IsShort(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.All(IsShort),
        EmptyStatementSyntax => true,
        ReturnStatementSyntax { Expression: null or LiteralExpressionSyntax } => true,
        LocalDeclarationStatementSyntax => true,
        UsingStatementSyntax inner => IsShort(inner.Statement),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: LiteralExpressionSyntax } } => true,
        ExpressionStatementSyntax { Expression: var expression } => (expression is AwaitExpressionSyntax awaited ? awaited.Expression : expression) is InvocationExpressionSyntax call
            && call.CalledName()?.Identifier.ValueText is { } name
            && IsWriting(name),
        _ => false,
    };

    private static bool IsWriting(string name) =>
        name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Serialize", StringComparison.Ordinal)
        || name is "Flush" or "FlushAsync" or "Close" or "Dispose" or "SetLength";

    private static bool IsOfFile(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.Called(call, cancellationToken) is { ContainingType: { } type }
            ? type.IsNamed("System.IO", "File") || type.IsNamed("System.IO.Abstractions", "IFile")
            : call.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "File" } };

    private static bool HasOverwrite(ArgumentListSyntax arguments) => arguments.Arguments.Any(static argument =>
        argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression) && argument.NameColon is null or { Name.Identifier.ValueText: "overwrite" })
        && !arguments.Arguments.Any(static argument => argument.Expression.ToString().Contains("Condition"));

    // Such a file pins versions. It is known by what the code around it speaks of.
    private bool IsInLockOfPackages() =>
        Place.Ancestors().Any(static ancestor => ancestor switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText.HasWord(LockNames.IsOfPackages),
            MethodDeclarationSyntax method => method.Identifier.ValueText.HasWord(LockNames.IsOfPackages),
            BaseNamespaceDeclarationSyntax space => space.Name.ToString() is var name && (name.Contains("NuGet") || name.Contains("Packag") || name.Contains("Dependenc")),
            CompilationUnitSyntax unit => IsOfPackages(unit.ToString()),
            _ => false,
        });

    // A list that is saved as JSON pins or locks parts of a document, unless somebody takes or renews something by it.
    private bool IsDocument() =>
        Place is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments }
        && arguments[1].Expression.ToString().IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0
        && !(Place.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Identifier.ValueText: var method }
            && method.HasWord(word => word is "acquire" or "take" or "try" or "obtain" or "renew" or "refresh" or "heartbeat" or "claim" or "enter" or "extend" or "touch" || method.StartsWith("Lock", StringComparison.Ordinal)));

    private static bool IsOfPackages(string text) =>
        text.Contains("NuGet.") || text.Contains("lock.json") || text.Contains("package-lock") || text.Contains("lockfileVersion") || text.Contains("LockFileFormat") || text.Contains("PackageReference");

    // The same member made it new before, so that it is its own; or it holds the system's lock on another stream.
    private bool IsMadeNew() =>
        Place.Function().DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.SpanStart < Place.SpanStart
            && ((access.Name.Identifier.ValueText == "CreateNew" && access.Expression.ToString().EndsWith("FileMode", StringComparison.Ordinal))
                || (access.Name.Identifier.ValueText == "None" && access.Expression.ToString().EndsWith("FileShare", StringComparison.Ordinal))
                || access.Name.Identifier.ValueText is "WaitOne" or "AcquireLease" or "GetBlobLeaseClient"));
}
