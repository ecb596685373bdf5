using Guarded.Analyzers.Tests.Suite;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Tests.Pages;

/// <summary>
/// An example in what its page leaves out. That is in <c>Scenery</c>, in a file called as the rule where the one for all
/// does not do: the example's statements take the place of <c>/* statements */</c>, its members that of <c>/* members */</c>,
/// its types replace those of the same name that are not partial, and its usings come first.
/// </summary>
internal static class Scene
{
    public static string Of(Example example)
    {
        var shown = CSharpSyntaxTree.ParseText(example.Text).GetCompilationUnitRoot();
        var (statements, members, types) = (new List<string>(), new List<string>(), new List<MemberDeclarationSyntax>());
        foreach (var part in shown.Members)
        {
            if (part is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                types.Add(part);
            else if (part is GlobalStatementSyntax && !IsMember(part))
                statements.Add(part.ToFullString());
            else
                members.Add(part.ToFullString());
        }

        // What follows the last part, its comment for one, belongs to it.
        var all = $"{shown.Usings.ToFullString()}{Around(example.Rule, types)}{string.Concat(types.Select(type => type.ToFullString()))}";
        return all.Replace("/* statements */", string.Concat(statements), StringComparison.Ordinal).Replace("/* members */", string.Concat(members), StringComparison.Ordinal)
            + shown.EndOfFileToken.LeadingTrivia.ToFullString();
    }

    private static bool IsMember(MemberDeclarationSyntax part) =>
        part.GetFirstToken().Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword
        || part.ToString().StartsWith("static readonly", StringComparison.Ordinal);

    private static string Around(string rule, List<MemberDeclarationSyntax> types)
    {
        var file = Repository.NamesIn("tests", "Analyzers", "Pages", "Scenery").Contains($"{rule}.cs") ? rule : "All";
        var scenery = CSharpSyntaxTree.ParseText(Repository.Read("tests", "Analyzers", "Pages", "Scenery", $"{file}.cs")).GetCompilationUnitRoot();
        var replaced = scenery.Members.OfType<BaseTypeDeclarationSyntax>().Where(type =>
            !type.Modifiers.Any(SyntaxKind.PartialKeyword) && types.OfType<BaseTypeDeclarationSyntax>().Any(shown => shown.Identifier.ValueText == type.Identifier.ValueText));
        return scenery.RemoveNodes(replaced, SyntaxRemoveOptions.KeepNoTrivia)!.ToFullString();
    }
}
