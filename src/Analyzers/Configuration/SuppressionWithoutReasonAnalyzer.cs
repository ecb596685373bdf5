using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Configuration;

/// <summary>GRD0002: an attribute suppresses a rule of Guarded and does not say why.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SuppressionWithoutReasonAnalyzer() : GuardedAnalyzer(Descriptor)
{
    // What editors write where the reason belongs.
    private const string Pending = "<Pending>";

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD0002",
        "A suppression says why",
        "This suppresses {0} and does not say why what it warns of cannot happen here. Say so in 'Justification'.",
        Category.Configuration,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.Attribute);

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (Name(attribute) is "SuppressMessage" or "SuppressMessageAttribute"
            && Suppressed(attribute, context) is { } rule
            && !GivesReason(attribute, context)
            && context.SemanticModel.GetTypeInfo(attribute, context.CancellationToken).Type.IsNamed("System.Diagnostics.CodeAnalysis", "SuppressMessageAttribute"))
        {
            context.Report(Diagnostic.Create(Descriptor, attribute.GetLocation(), rule));
        }
    }

    private static string Name(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    // "GRD1001", at will with the rule's name behind a colon.
    private static string? Suppressed(AttributeSyntax attribute, SyntaxNodeAnalysisContext context)
    {
        var arguments = attribute.ArgumentList?.Arguments.Where(static argument => argument.NameEquals is null).ToList() ?? [];
        var written = arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "checkId") ?? arguments.ElementAtOrDefault(1);
        return Text(written, context)?.Split(':')[0].Trim() is { } id && id.StartsWith("GRD", StringComparison.Ordinal) ? id : null;
    }

    private static bool GivesReason(AttributeSyntax attribute, SyntaxNodeAnalysisContext context) =>
        attribute.ArgumentList!.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Justification") is { } reason
        && !(context.SemanticModel.GetConstantValue(reason.Expression, context.CancellationToken) is { HasValue: true, Value: var value }
            && (string.IsNullOrWhiteSpace(value as string) || value is Pending));

    private static string? Text(AttributeArgumentSyntax? argument, SyntaxNodeAnalysisContext context) => argument?.Expression switch
    {
        null => null,
        LiteralExpressionSyntax literal => literal.Token.Value as string,
        var constant => context.SemanticModel.GetConstantValue(constant, context.CancellationToken).Value as string,
    };
}
