using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.CodeFixes;

/// <summary>Names of symbols, as code writes them.</summary>
internal static class Names
{
    public static NameSyntax Of(string symbol) => SyntaxFactory.ParseName(SyntaxFacts.GetKeywordKind(symbol) == SyntaxKind.None ? symbol : "@" + symbol);
}
