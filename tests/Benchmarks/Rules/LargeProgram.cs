using System.Text;
using System.Text.RegularExpressions;
using Guarded.Generators.ContentHashes;
using Guarded.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Benchmarks.Rules;

/// <summary>Many copies of our own library in one compilation, each in a namespace of its own; all use one content hash.</summary>
internal static partial class LargeProgram
{

    private static readonly CSharpParseOptions Syntax = new(LanguageVersion.Latest);

    private static readonly string ImplicitUsings = string.Concat(
        new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks" }.Select(name => $"global using {name};\n"));

    /// <summary>It has a content hash and payload references, marked as they are, and what is emitted for them.</summary>
    public static Compilation Compile(string source, int lines)
    {
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(source, path).Split(Path.DirectorySeparatorChar).Any(step => step is "bin" or "obj"))
            .Select(path => (Path: path, Text: File.ReadAllText(path)))
            .ToLookup(file => Copied().IsMatch(file.Text));
        var copies = 1 + lines / files[true].Sum(file => file.Text.Count(character => character == '\n'));
        var trees = files[false].Append(("Usings.cs", ImplicitUsings))
            .Concat(Enumerable.Range(1, copies).SelectMany(copy => files[true].Select(file => ($"{copy}/{file.Path}", Copied().Replace(file.Text, $"Guarded.Copy{copy}")))))
            .Select(file => Parse(file.Item1, file.Item2));
        CSharpGeneratorDriver.Create(new ContentHashGenerator())
            .WithUpdatedParseOptions(Syntax)
            .RunGeneratorsAndUpdateCompilation(Compile(trees), out var compilation, out _);
        return Sound(compilation);
    }

    /// <summary>The same without anything that has one of these names: all are called otherwise.</summary>
    public static Compilation Without(Compilation program, params string[] names) => Sound(Compile(program.SyntaxTrees.Select(tree =>
        Parse(tree.FilePath, names.Aggregate(tree.ToString(), static (text, name) => text.Replace(name, "Other" + name[1..], StringComparison.Ordinal))))));

    [GeneratedRegex(@"\bGuarded\.Store\b(?!\.Hashing)")]
    private static partial Regex Copied();

    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        "Large",
        trees,
        FrameworkReferences.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Syntax, path, Encoding.UTF8);

    // A few members are missing, which the framework's generators would emit. Much more, and it would be bound and analyzed
    // as no program is. The check also binds everything, so that no rule pays for that.
    private static Compilation Sound(Compilation program)
    {
        var errors = program.GetDiagnostics().Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count < program.SyntaxTrees.Count()
            ? program
            : throw new InvalidOperationException($"The program to measure has {errors.Count} errors. The first: {errors[0]}");
    }
}
