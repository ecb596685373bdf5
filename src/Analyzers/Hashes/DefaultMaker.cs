using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Hashes;

/// <summary>A call that makes a default content hash.</summary>
/// <param name="hash">Its type.</param>
/// <param name="isCertain">Whether it always does; otherwise, where there is none.</param>
internal sealed class DefaultMaker(ITypeSymbol hash, bool isCertain)
{
    public ITypeSymbol Hash { get; } = hash;

    public bool IsCertain { get; } = isCertain;

    public static DefaultMaker? Of(IInvocationOperation call, HashTypes types, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        return method.Name switch
        {
            "CreateInstance" or "GetUninitializedObject" => Of(Created(call), types, isCertain: true),
            "Find" or "FindLast" => IsCollection(method.ContainingType) ? Of(method.ReturnType, types, isCertain: false) : null,
            "DefaultIfEmpty" => Of(Found(method), types, isCertain: false),
            var name when IsSearch(name) => Of(Found(method), types, isCertain: false),
            _ when method is { IsVirtual: false, IsOverride: false } && method.OriginalDefinition.ReturnType is ITypeParameterSymbol && types.Include(method.ReturnType) && IsMaker(method.OriginalDefinition, cancellationToken) => new(method.ReturnType, isCertain: true),
            _ => null,
        };
    }

    // FirstOrDefault, GetValueOrDefault, SingleOrDefaultAsync, QueryFirstOrDefault: of whatever library, the name says it.
    private static bool IsSearch(string name) => name.EndsWith("OrDefault", StringComparison.Ordinal) || name.EndsWith("OrDefaultAsync", StringComparison.Ordinal);

    private static bool IsCollection(INamedTypeSymbol type) => type.IsNamed("System.Collections.Generic", "List")
        || type.IsNamed("System", "Array")
        || type.IsNamed("System.Collections.Immutable", "ImmutableList");

    private static DefaultMaker? Of(ITypeSymbol? type, HashTypes types, bool isCertain) => types.Include(type) ? new(type!, isCertain) : null;

    private static ITypeSymbol? Created(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "CreateInstance" } method when !method.ContainingType.IsNamed("System", "Activator") => null,
        { Name: "GetUninitializedObject" } method when method.ContainingType.Name is not ("RuntimeHelpers" or "FormatterServices") => null,
        { IsGenericMethod: true, Parameters.IsEmpty: true } method => method.TypeArguments.Only(),
        { IsGenericMethod: false } => (call.Arguments.FirstOrDefault()?.Value as ITypeOfOperation)?.TypeOperand,
        _ => null,
    };

    /// <summary>What is found, or default, also as a task or a sequence of it, unless the call says what to take instead.</summary>
    private static ITypeSymbol? Found(IMethodSymbol method)
    {
        var (found, element) = (method.ReturnType, method.OriginalDefinition.ReturnType);
        if (found is INamedTypeSymbol { TypeArguments: var results } && element is INamedTypeSymbol { TypeArguments: var elements } && elements.Only() is { } only)
            (found, element) = (results[0], only);
        return element is ITypeParameterSymbol && !method.OriginalDefinition.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, element))
            ? found
            : null;
    }

    // static T Make<T>() where T : new() => new T();
    private static bool IsMaker(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.ReturnType.Name is var type
        && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } declaration
        && Returned(declaration) is { } value
        && value.Bare() switch
        {
            ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax made } => made.Identifier.ValueText == type,
            ImplicitObjectCreationExpressionSyntax => true,
            InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call =>
                call.CalledName() is GenericNameSyntax { Identifier.ValueText: "CreateInstance", TypeArgumentList.Arguments: var made } && made.Only() is IdentifierNameSyntax { Identifier.ValueText: var name } && name == type,
            var other => other.IsNothing(),
        };

    private static ExpressionSyntax? Returned(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax { ExpressionBody.Expression: var value } => value,
        LocalFunctionStatementSyntax { ExpressionBody.Expression: var value } => value,
        MethodDeclarationSyntax { Body.Statements: var statements } => Returned(statements),
        LocalFunctionStatementSyntax { Body.Statements: var statements } => Returned(statements),
        _ => null,
    };

    private static ExpressionSyntax? Returned(SyntaxList<StatementSyntax> statements) => (statements.Only() as ReturnStatementSyntax)?.Expression;
}
