using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>An output that the user named, on the command line or in a dialog, and that the program does not read back.</summary>
internal sealed class ExportedOutput(SemanticModel model, PathReader reader, CancellationToken cancellationToken)
{
    public bool Is(PathValue path, ExpressionSyntax write) =>
        path.Parts.Any(part => part.Node is { } node && (IsArgument(node) || IsOption(part, node) || IsDialog(node)))
        && !IsReadIn(write.Member(), path);

    // args[0], args.Length > 1 ? args[1] : "out.json"
    private bool IsArgument(ExpressionSyntax value) => value.DescendantNodesAndSelf().OfType<ElementAccessExpressionSyntax>().Any(element =>
        element.Expression.Bare() is SimpleNameSyntax name
        && model.GetSymbolInfo(name, cancellationToken).Symbol is IParameterSymbol { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }, ContainingSymbol: IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" } });

    private bool IsOption(PathPart part, ExpressionSyntax node) => node switch
    {
        InvocationExpressionSyntax call => call.CalledName()?.Identifier.ValueText is "GetValueForOption" or "GetValueForArgument"
            || (call.CalledName()?.Identifier.ValueText is "GetValue" or "GetRequiredValue" && call.Expression is MemberAccessExpressionSyntax { Expression: var parsed } && TypeName(parsed) == "ParseResult"),
        _ => part.Symbol is IPropertySymbol property && property.GetAttributes().Any(IsOption),
    };

    private static bool IsOption(AttributeData attribute) => attribute.AttributeClass?.Name
        is "OptionAttribute" or "ValueAttribute" or "ArgumentAttribute" or "CommandOptionAttribute" or "CommandArgumentAttribute" or "ParameterAttribute"
        or "Option" or "Value" or "Argument" or "CommandOption" or "CommandArgument" or "Parameter";

    private bool IsDialog(ExpressionSyntax value) =>
        value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FileName" or "SafeFileName", Expression: var dialog }
        && TypeName(dialog)?.EndsWith("FileDialog", StringComparison.Ordinal) == true;

    private string? TypeName(ExpressionSyntax expression) => model.GetTypeInfo(expression, cancellationToken).Type?.Name;

    private bool IsReadIn(SyntaxNode member, PathValue path) => member.DescendantNodes().Any(node => node switch
    {
        InvocationExpressionSyntax call => call.CalledName()?.Identifier.ValueText is { } name && IsRead(name) && HasPath(call.ArgumentList, path),
        ObjectCreationExpressionSyntax { ArgumentList: { } arguments, Type: SimpleNameSyntax { Identifier.ValueText: "StreamReader" } } => HasPath(arguments, path),
        _ => false,
    });

    private static bool IsRead(string name) =>
        name.StartsWith("Read", StringComparison.Ordinal) || name.StartsWith("Load", StringComparison.Ordinal) || name is "OpenRead" or "OpenText" or "Parse";

    private bool HasPath(ArgumentListSyntax arguments, PathValue path) =>
        arguments.Arguments.FirstOrDefault() is { Expression: var first } && reader.Read(first).IsSame(path);
}
