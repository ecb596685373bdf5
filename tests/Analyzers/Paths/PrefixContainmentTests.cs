using Guarded.Analyzers.CodeFixes.Paths;
using Guarded.Analyzers.Paths;
using Guarded.Store.Files;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Paths;

/// <summary>GRD4002.</summary>
public sealed class PrefixContainmentTests
{
    [Theory]
    [InlineData("return [|Path.GetFullPath(name).StartsWith(root)|];", "return SafePath.IsWithin(root, Path.GetFullPath(name));")]
    [InlineData("return [|Path.GetFullPath(Path.Combine(root, name)).StartsWith(root, StringComparison.Ordinal)|];", "return SafePath.IsWithin(root, Path.GetFullPath(Path.Combine(root, name)));")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, name)); return ![|full.StartsWith(Path.GetFullPath(root))|];", "var full = Path.GetFullPath(Path.Combine(root, name)); return !SafePath.IsWithin(Path.GetFullPath(root), full);")]
    [InlineData("var full = Path.Combine(root, name); full = Path.GetFullPath(full); return [|full.StartsWith(_root)|];", "var full = Path.Combine(root, name); full = Path.GetFullPath(full); return SafePath.IsWithin(_root, full);")]
    [InlineData("root = Path.GetFullPath(root); return [|Path.GetFullPath(name, root).StartsWith(root)|]; // Why.", "root = Path.GetFullPath(root); return SafePath.IsWithin(root, Path.GetFullPath(name, root)); // Why.")]
    [InlineData("return [|new FileInfo(Path.Combine(root, name)).FullName.StartsWith(new DirectoryInfo(root).FullName)|];", "return SafePath.IsWithin(new DirectoryInfo(root).FullName, new FileInfo(Path.Combine(root, name)).FullName);")]
    [InlineData("var path = Path.Combine(root, name); return [|path.StartsWith(root + Path.DirectorySeparatorChar)|];", "var path = Path.Combine(root, name); return SafePath.IsWithin(root + Path.DirectorySeparatorChar, path);")]
    [InlineData("return [|Path.Join(root, name).StartsWith(root)|];", "return SafePath.IsWithin(root, Path.Join(root, name));")]
    [InlineData("var full = Path.GetFullPath(name); if (![|full.StartsWith(root)|]) throw new IOException(); return full.Substring(root.Length) != \"\";", "var full = Path.GetFullPath(name); if (!SafePath.IsWithin(root, full)) throw new IOException(); return full.Substring(root.Length) != \"\";")]
    [InlineData("var full = Path.GetFullPath(name, root); var folder = Path.GetDirectoryName(full)!; return [|folder.StartsWith(root)|];", "var full = Path.GetFullPath(name, root); var folder = Path.GetDirectoryName(full)!; return SafePath.IsWithin(root, folder);")]
    public Task A_prefix_that_others_have_is_found_and_fixed(string statements, string replacement) => Fix(In(statements), Imported(In(replacement))).RunAsync();

    [Theory]
    [InlineData("return Path.GetFullPath(name).StartsWith(root + Path.DirectorySeparatorChar);")]
    [InlineData("return Path.GetFullPath(name).StartsWith(root + \"/\");")]
    [InlineData("return Path.GetFullPath(name).StartsWith($\"{root}/\");")]
    [InlineData("return Path.GetFullPath(name).StartsWith(Path.GetFullPath(root + Path.DirectorySeparatorChar));")]
    [InlineData("return Path.GetFullPath(name).StartsWith(root.TrimEnd('/') + '/');")]
    [InlineData("if (!root.EndsWith('/')) root += '/'; return Path.GetFullPath(name).StartsWith(root);")]
    [InlineData("if (!Path.EndsInDirectorySeparator(root)) root += Path.DirectorySeparatorChar; return Path.GetFullPath(name).StartsWith(root);")]
    [InlineData("var folder = root + Path.DirectorySeparatorChar; return Path.GetFullPath(name).StartsWith(folder);")]
    [InlineData("var folder = Path.GetFullPath(root); var below = folder.EndsWith('/') ? folder : folder + Path.DirectorySeparatorChar; return Path.GetFullPath(name).StartsWith(below);")]
    [InlineData("return Path.GetFullPath(name).StartsWith(WithTrailingSlash(root));")]
    [InlineData("return Path.GetFullPath(name).StartsWith(_prefix);")]
    [InlineData("return Path.GetFullPath(name).StartsWith(_ended);")]
    [InlineData("return Path.GetFullPath(name).StartsWith(AppContext.BaseDirectory);")]
    [InlineData("return Path.GetFullPath(name).StartsWith(Path.GetTempPath());")]
    [InlineData("var full = Path.GetFullPath(name); return full.StartsWith(root) && full[root.Length] == '/';")]
    [InlineData("var full = Path.GetFullPath(name); return full.StartsWith(root) && full.Substring(root.Length) == name;")]
    [InlineData("var full = Path.GetFullPath(name); return full.StartsWith(root) && !Path.GetRelativePath(root, full).StartsWith(\"..\");")]
    [InlineData("var full = Path.GetFullPath(name); if (!full.StartsWith(root + '/')) return false; return new FileInfo(full).FullName.StartsWith(root);")]
    [InlineData("return Path.GetDirectoryName(name)!.StartsWith(root);")]
    public Task A_prefix_that_ends_is_no_finding(string statements) => new AnalyzerTest<PrefixContainmentAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("return name.StartsWith(root);")]
    [InlineData("return Path.GetFileName(name).StartsWith(root);")]
    [InlineData("return Path.GetFullPath(name).StartsWith(\"/proc\");")]
    [InlineData("return Path.GetExtension(name).StartsWith(\".\");")]
    [InlineData("return string.Join(\",\", name).StartsWith(root);")]
    [InlineData("return typeof(C).FullName!.StartsWith(root);")]
    [InlineData("return Uri.EscapeDataString(name).StartsWith(root);")]
    [InlineData("var full = Path.GetFullPath(name); return full != \"\" && name.StartsWith(root);")]
    [InlineData("return Guarded.Store.Files.SafePath.IsWithin(root, Path.GetFullPath(name));")]
    [InlineData("return Path.GetFullPath(name).EndsWith(root);")]
    public Task A_look_alike_is_no_finding(string statements) => new AnalyzerTest<PrefixContainmentAnalyzer>(In(statements)) { References = Store }.RunAsync();

    [Fact]
    public Task Without_the_library_there_is_no_fix() =>
        new CodeFixTest<PrefixContainmentAnalyzer, PrefixContainmentFix>(In("return [|Path.GetFullPath(name).StartsWith(root)|];")).RunAsync();

    [Fact]
    public Task The_message_says_what_gets_through() => new AnalyzerTest<PrefixContainmentAnalyzer>(
        In("var path = Path.Join(root, name); return [|path.StartsWith(root)|] && [|Path.GetFullPath(path).StartsWith(root)|];"))
    {
        Messages =
        [
            "This does not tell whether 'path' is below 'root': '..' is still in the path. Ask 'SafePath.IsWithin', or compare full paths with a separator at the folder's end.",
            "This does not tell whether 'Path.GetFullPath(path)' is below 'root': the folder's name may be the beginning of another one's. Ask 'SafePath.IsWithin', or compare full paths with a separator at the folder's end.",
        ],
    }.RunAsync();

    private static System.Collections.Immutable.ImmutableArray<MetadataReference> Store => [MetadataReference.CreateFromFile(typeof(SafePath).Assembly.Location)];

    private static CodeFixTest<PrefixContainmentAnalyzer, PrefixContainmentFix> Fix(string source, string fixedSource) => new(source, fixedSource) { References = Store };

    private static string Imported(string source) => source.Replace("using System.IO;\n", "using System.IO;\nusing Guarded.Store.Files;\n", StringComparison.Ordinal);

    private static string In(string statements) =>
        $$"""
        using System;
        using System.IO;

        class C
        {
            private readonly string _root = "data";
            private readonly string _prefix = "data";
            private readonly string _ended;

            C(string root) => _ended = root + Path.DirectorySeparatorChar;

            bool M(string root, string name)
            {
                {{statements}}
            }

            static string WithTrailingSlash(string path) => path;
        }

        """;
}
