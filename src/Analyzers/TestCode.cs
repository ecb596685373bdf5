using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers;

/// <summary>Tests, told by the marks of their methods: they and their fixtures make on purpose what other code must not.</summary>
internal static class TestCode
{
    public static bool Holds(SyntaxNode place) =>
        place.Ancestors().OfType<TypeDeclarationSyntax>().Any(static type => HasMark(type) || type.Members.OfType<MethodDeclarationSyntax>().Any(HasMark));

    private static bool HasMark(MemberDeclarationSyntax member) =>
        member.AttributeLists.Any(static list => list.Attributes.Any(static attribute => attribute.Name.ToString()
            is "Fact" or "Theory" or "SkippableFact" or "SkippableTheory" or "Test" or "TestCase" or "TestFixture" or "TestMethod" or "DataTestMethod" or "TestClass"));
}
