using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Paths;

/// <summary>GRD4003: a pattern that validates ends in <c>$</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OpenEndedPatternAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private const string Namespace = "System.Text.RegularExpressions";

    private const int Multiline = 2; // RegexOptions

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD4003",
        "A pattern that validates ends in '\\z'",
        "'$' also matches before a line feed at the end, so \"name\\n\" is accepted. End the pattern in '\\z'.",
        Category.Paths,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypesByMetadataName($"{Namespace}.Regex").Length > 0)
            context.RegisterSemanticModelAction(Analyze);
    }

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var model = context.SemanticModel;
        var names = Occurrences.Of("Regex", model.SyntaxTree, context.CancellationToken).Concat(Occurrences.Of("GeneratedRegex", model.SyntaxTree, context.CancellationToken));
        foreach (var name in names)
        {
            if (Judging(name, model, context.CancellationToken) is { } pattern && Pattern.Of(pattern, model, context.CancellationToken)?.IsOpenEnded() == true)
                context.Report(Diagnostic.Create(Descriptor, pattern.GetLocation()));
        }
    }

    /// <summary>The pattern of the validation that a name makes; null where it makes none.</summary>
    private static ExpressionSyntax? Judging(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (name.Identifier.ValueText)
        {
            case "Regex":
                SyntaxNode whole = name;
                while (whole.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax || (whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole))
                    whole = whole.Parent;
                return whole.Parent switch
                {
                    MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member when call.Expression == member => IsRegex(name, model, cancellationToken) ? Static(call, member.Name.Identifier.ValueText, model, cancellationToken) : null,
                    ObjectCreationExpressionSyntax creation => IsRegex(name, model, cancellationToken) ? Constructed(creation, model, cancellationToken) : null,
                    VariableDeclarationSyntax declaration => declaration.Variables.Only()?.Initializer?.Value is ImplicitObjectCreationExpressionSyntax creation && IsRegex(name, model, cancellationToken) ? Constructed(creation, model, cancellationToken) : null,
                    PropertyDeclarationSyntax { Initializer.Value: ImplicitObjectCreationExpressionSyntax creation } => IsRegex(name, model, cancellationToken) ? Constructed(creation, model, cancellationToken) : null,
                    _ => null,
                };
            case "GeneratedRegex" or "GeneratedRegexAttribute":
                return name.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList.Arguments: { Count: > 0 } arguments, Parent.Parent: MemberDeclarationSyntax generated }
                    && Declared(generated) is { } declared
                    && !IsMultiline(arguments.Skip(1).Select(static argument => argument.Expression), model, cancellationToken)
                    && PatternUse.ValidatesAs(declared, generated.OutermostType())
                        ? arguments[0].Expression
                        : null;
            default:
                return null;
        }
    }

    private static bool IsRegex(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(name, cancellationToken).Symbol is INamedTypeSymbol type && type.IsNamed(Namespace, "Regex");

    private static ExpressionSyntax? Static(InvocationExpressionSyntax call, string method, SemanticModel model, CancellationToken cancellationToken) =>
        (method == "IsMatch" || (method == "Match" && call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Success" }))
        && PatternUse.IsOpen(call.ArgumentList.Argument("input", 0))
        && !IsMultiline(call.ArgumentList.Arguments.Skip(2).Select(static argument => argument.Expression), model, cancellationToken)
            ? call.ArgumentList.Argument("pattern", 1)
            : null;

    private static ExpressionSyntax? Constructed(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken) =>
        creation.ArgumentList is { } arguments
        && !IsMultiline(arguments.Arguments.Skip(1).Select(static argument => argument.Expression), model, cancellationToken)
        && PatternUse.Validates(creation)
            ? arguments.Argument("pattern", 0)
            : null;

    // Options that are not constant may be that one.
    private static bool IsMultiline(IEnumerable<ExpressionSyntax> arguments, SemanticModel model, CancellationToken cancellationToken) => arguments.Any(argument =>
        model.GetTypeInfo(argument, cancellationToken).Type is { Name: "RegexOptions" }
        && (model.GetConstantValue(argument, cancellationToken) is not { HasValue: true, Value: int options } || (options & Multiline) != 0));

    private static string? Declared(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };
}
