using System.Text;
using Guarded.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Benchmarks.Rules;

/// <summary>All C# code below a folder in one compilation against the framework, as far as it binds.</summary>
internal static class FolderProgram
{
    private static readonly CSharpParseOptions Syntax = new(LanguageVersion.Latest);

    public static Compilation Compile(string folder) => CSharpCompilation.Create(
        "Folder",
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Syntax, path, Encoding.UTF8)),
        FrameworkReferences.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
}
