using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers;

/// <summary>What all rules have in common.</summary>
internal static class Rule
{
    private const string Pages = "https://github.com/guarded-dotnet/guarded/blob/main/docs/rules/";

    public static DiagnosticDescriptor Create(string id, string title, string messageFormat, string category, DiagnosticSeverity defaultSeverity, params string[] tags) =>
        new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md", customTags: tags);
}
