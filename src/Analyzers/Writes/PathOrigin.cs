using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>Where a path comes from, as far as its file shows.</summary>
internal sealed class PathOrigin(SemanticModel model, CancellationToken cancellationToken)
{
    // A path that is built from itself has no origin.
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);

    /// <summary>Whether nothing lasting is at the path: it is in the folder for temporary files, or belongs to the kernel.</summary>
    public bool IsPassing(ExpressionSyntax path)
    {
        var bare = path.Bare();
        return model.GetConstantValue(bare, cancellationToken) is { HasValue: true, Value: var value }
            ? value is string text && IsOfTheKernel(text)
            : bare switch
            {
                InvocationExpressionSyntax call => IsPassing(call),
                ObjectCreationExpressionSyntax { ArgumentList: { } arguments } => First(arguments) is { } named && IsPassing(named),
                BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => IsPassing(sum.Left),
                InterpolatedStringExpressionSyntax format => IsPassing(format.Contents.FirstOrDefault()),
                ConditionalExpressionSyntax choice => IsPassing(choice.WhenTrue) && IsPassing(choice.WhenFalse),
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName" } access => IsPassing(access.Expression),
                SimpleNameSyntax or MemberAccessExpressionSyntax => IsPassing(model.GetSymbolInfo(bare, cancellationToken).Symbol, path),
                _ => false,
            };
    }

    private static bool IsOfTheKernel(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal)
        || path.StartsWith("/proc/", StringComparison.Ordinal)
        || path.StartsWith("/sys/", StringComparison.Ordinal);

    private bool IsPassing(InterpolatedStringContentSyntax? beginning) => beginning switch
    {
        InterpolationSyntax value => IsPassing(value.Expression),
        InterpolatedStringTextSyntax text => IsOfTheKernel(text.TextToken.ValueText),
        _ => false,
    };

    private bool IsPassing(InvocationExpressionSyntax call)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return false;
        if (method.ContainingType.IsNamed("System.IO", "Path"))
        {
            return method.Name is "GetTempPath" or "GetTempFileName"
                || (method.Name is "Combine" or "Join" or "GetFullPath" or "ChangeExtension" && First(call.ArgumentList) is { } root && IsPassing(root));
        }

        return method.ContainingType.IsNamed("System.IO", "Directory")
            && (method.Name == "CreateTempSubdirectory" || (method.Name == "CreateDirectory" && First(call.ArgumentList) is { } folder && IsPassing(folder)));
    }

    private static ExpressionSyntax? First(ArgumentListSyntax arguments) => arguments.Arguments.FirstOrDefault()?.Expression;

    private bool IsPassing(ISymbol? variable, ExpressionSyntax place) =>
        variable is ILocalSymbol or IFieldSymbol or IPropertySymbol
        && _visited.Add(variable)
        && (Initial(variable).Any(IsPassing) || Assigned(variable, place).Any(IsPassing));

    private IEnumerable<ExpressionSyntax> Initial(ISymbol variable) =>
        from declaration in variable.DeclaringSyntaxReferences
        where declaration.SyntaxTree == model.SyntaxTree
        let value = declaration.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
            _ => null,
        }
        where value is not null
        select value;

    private IEnumerable<ExpressionSyntax> Assigned(ISymbol variable, ExpressionSyntax place) =>
        from assignment in Scope(variable, place).DescendantNodes().OfType<AssignmentExpressionSyntax>()
        where assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            && assignment.Left.Bare() is SimpleNameSyntax name
            && name.Identifier.ValueText == variable.Name
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, variable)
        select assignment.Right;

    private static SyntaxNode Scope(ISymbol variable, ExpressionSyntax place) => variable is ILocalSymbol
        ? place.Member()
        : place.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? place.Member();
}
