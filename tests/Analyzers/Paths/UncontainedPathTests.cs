using Guarded.Analyzers.CodeFixes.Paths;
using Guarded.Analyzers.Paths;
using Guarded.Store.Files;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Paths;

/// <summary>GRD4001.</summary>
public sealed class UncontainedPathTests
{
    [Theory]
    [InlineData("public string M(string key) => File.ReadAllText([|Path.Combine(_root, key)|]);")]
    [InlineData("public string M(string blobName) => File.ReadAllText([|Path.Join(_root, blobName)|]);")]
    [InlineData("public string M(string id) => File.ReadAllText([|$\"{_root}/{id}.json\"|]);")]
    [InlineData("public string M(string id) => File.ReadAllText([|_root + \"/\" + id + \".json\"|]);")]
    [InlineData("public string M(string id) => File.ReadAllText([|_root + Path.DirectorySeparatorChar + id|]);")]
    [InlineData("public string M(string fileName) => File.ReadAllText([|Path.Combine(_root, \"uploads\", fileName)|]);")]
    [InlineData("public string M(string user_id) => File.ReadAllText([|Path.Combine(_root, user_id + \".json\")|]);")]
    [InlineData("public string M(string relativePath) => File.ReadAllText([|Path.Combine(_root, relativePath.TrimStart('/'))|]);")]
    [InlineData("public string M(string key) => File.ReadAllText([|Path.Combine(AppContext.BaseDirectory, key.Replace('\\\\', '/'))|]);")]
    [InlineData("public string M(string key) { var path = [|Path.Combine(_root, key)|]; return File.ReadAllText(path); }")]
    [InlineData("public string M(string key) { var name = $\"{key}.json\"; var path = Path.GetFullPath([|Path.Combine(_root, name)|]); return File.ReadAllText(path); }")]
    [InlineData("public void M(string key, byte[] content) { var path = [|Path.Combine(_root, key)|]; Directory.CreateDirectory(Path.GetDirectoryName(path)!); File.WriteAllBytes(path, content); }")]
    [InlineData("public async Task M(string key, Stream content) { await using var file = new FileStream([|Path.Combine(_root, key)|], FileMode.Create); await content.CopyToAsync(file); }")]
    [InlineData("public void M(string key) { using FileStream file = new([|Path.Combine(_root, key)|], FileMode.Open); }")]
    [InlineData("public void M(string key) { if (string.IsNullOrEmpty(key)) throw new ArgumentException(key); ArgumentNullException.ThrowIfNull(key); File.Delete([|Path.Combine(_root, key)|]); }")]
    [InlineData("public void M(string key) { var path = [|Path.Combine(_root, key)|]; if (File.Exists(path)) File.Delete(path); }")]
    [InlineData("public void M(string id) => File.Delete(Locate(id)); private string Locate(string name) => [|Path.Combine(_root, name)|];")]
    [InlineData("public void M(string id) => File.Delete(Locate(id)); public void N(string id) => File.OpenRead(Locate(id)); string Locate(string id) { var file = id + \".json\"; return [|Path.Combine(_root, file)|]; }")]
    [InlineData("public void M(string key, string other) { var folder = [|Path.Combine(_root, key)|]; File.Delete(Path.Combine(folder, \"index\")); }")]
    public Task A_key_below_the_objects_own_folder_is_found(string member) => new AnalyzerTest<UncontainedPathAnalyzer>(In(member)).RunAsync();

    [Theory]
    [InlineData("void M(ZipArchive archive, string folder) { foreach (var entry in archive.Entries) entry.ExtractToFile([|Path.Combine(folder, entry.FullName)|], true); }")]
    [InlineData("void M(ZipArchiveEntry entry, string folder) { if (entry.FullName.EndsWith(\"/\")) return; var path = [|Path.Combine(folder, entry.FullName)|]; using var file = File.Create(path); }")]
    [InlineData("void M(ZipArchiveEntry entry, string folder) { if (!entry.FullName.StartsWith(\"lib/\")) return; var name = entry.FullName; File.WriteAllText(Path.GetFullPath([|Path.Join(folder, name)|]), \"\"); }")]
    [InlineData("void M(TarEntry entry, string folder) => entry.ExtractToFile([|Path.Combine(folder, entry.Name)|], true);")]
    [InlineData("async Task M({|CS0246:IFormFile|} file) { using var stream = new FileStream([|Path.Combine(_root, \"uploads\", file.FileName)|], FileMode.Create); await file.CopyToAsync(stream); }")]
    [InlineData("async Task M({|CS0246:IFormFile|} file) { var name = Guid.NewGuid() + \"_\" + file.FileName; using var stream = File.Create([|Path.Combine(_root, name)|]); await file.CopyToAsync(stream); }")]
    [InlineData("void M({|CS0246:S3Object|} listed, string folder) => File.Create([|Path.Combine(folder, listed.Key)|]).Dispose();")]
    [InlineData("void M(TarEntry entry, string folder) { var name = entry.Name; if (Path.IsPathRooted(name)) name = name.Substring(1); File.Create([|Path.Combine(folder, name)|]).Dispose(); }")]
    [InlineData("void M({|CS0246:IArchive|} archive, string folder) { foreach (var entry in archive.Entries) { var path = [|Path.Combine(folder, entry.Key.NotNull(\"No key\"))|]; if (Path.GetDirectoryName(path + \"/\") is { } parent) Directory.CreateDirectory(parent); } }")]
    [InlineData("void M({|CS0246:MyZip|} zip, string folder) { foreach (var entry in zip.Entries) File.Create([|Path.Combine(folder, entry.FileName)|]).Dispose(); }")]
    public Task The_name_of_an_entry_is_found(string member) => new AnalyzerTest<UncontainedPathAnalyzer>(In(member)).RunAsync();

    [Fact]
    public Task What_a_request_brings_is_found() => new AnalyzerTest<UncontainedPathAnalyzer>(
        """
        using System;
        using System.IO;
        class FilesController
        {
            private readonly string _root = "";
            public byte[] Get(string path) => File.ReadAllBytes([|Path.Combine(_root, path)|]);
        }
        class App
        {
            private readonly string _root = "";
            void MapGet(string pattern, Func<string, string> handler) { }
            void M() => MapGet("/{file}", file => File.ReadAllText([|Path.Combine(_root, file)|]));
        }
        """).RunAsync();

    [Theory]
    [InlineData("public string M(string path) => File.ReadAllText(path);")]
    [InlineData("public string M(string fileName) => File.ReadAllText(fileName);")]
    [InlineData("public string M(string path) => File.ReadAllText(Path.Combine(_root, path));")]
    [InlineData("public string M(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));")]
    [InlineData("public string M(string folder, string name) { var data = Path.Combine(folder, \"data\"); return File.ReadAllText(Path.Combine(data, name)); }")]
    [InlineData("public string M(string key) => File.ReadAllText(Path.Combine(key, \"index.json\"));")]
    [InlineData("public string M(string surname) => File.ReadAllText(Path.Combine(_root, surname));")]
    [InlineData("public string M(int id) => File.ReadAllText(Path.Combine(_root, $\"{id}.json\"));")]
    [InlineData("public string M(Guid id) => File.ReadAllText(Path.Combine(_root, id.ToString()));")]
    [InlineData("private string M(string key) => File.ReadAllText(Path.Combine(_root, key));")]
    [InlineData("internal string M(string key) => File.ReadAllText(Path.Combine(_root, key));")]
    [InlineData("public string M(string key) => Path.Combine(_root, key);")]
    [InlineData("public string M(string key) => File.ReadAllText(Path.Combine(_root, \"index.json\")) + key;")]
    [InlineData("public string M(string key) { key = \"a\"; return File.ReadAllText(Path.Combine(_root, key)); }")]
    [InlineData("public Uri M(string key) => new Uri($\"https://example.org/{key}\");")]
    [InlineData("public string M(string key) => File.ReadAllText(Other.Path.Combine(_root, key));")]
    public Task What_the_caller_may_choose_is_no_finding(string member) => new AnalyzerTest<UncontainedPathAnalyzer>(In(member)).RunAsync();

    [Theory]
    [InlineData("public string M(string key) => File.ReadAllText(Guarded.Store.Files.SafePath.Combine(_root, key));")]
    [InlineData("public string M(string key) => File.ReadAllText(Path.Combine(_root, Path.GetFileName(key)));")]
    [InlineData("public string M(string key) => File.ReadAllText(Path.Combine(_root, Uri.EscapeDataString(key)));")]
    [InlineData("public string M(string key) => File.ReadAllText(Path.Combine(_root, Sanitize(key)));")]
    [InlineData("public string M(string key) { key = Path.GetFileName(key); return File.ReadAllText(Path.Combine(_root, key)); }")]
    [InlineData("public string M(string key) { if (key.Contains(\"..\")) throw new ArgumentException(key); return File.ReadAllText(Path.Combine(_root, key)); }")]
    [InlineData("public string M(string key) { if (key.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0) throw new ArgumentException(key); return File.ReadAllText(Path.Combine(_root, key)); }")]
    [InlineData("public string M(string key) { if (!Regex.IsMatch(key, \"^[a-z]+\\\\z\")) throw new ArgumentException(key); return File.ReadAllText(Path.Combine(_root, key)); }")]
    [InlineData("public string M(string key) { ValidateKey(key); return File.ReadAllText(Path.Combine(_root, key)); }")]
    [InlineData("public string M(string key) { if (!_known.Contains(key)) throw new ArgumentException(key); return File.ReadAllText(Path.Combine(_root, key)); }")]
    [InlineData("public string M(string key) { if (!key.All(char.IsAsciiHexDigitLower)) throw new ArgumentException(key); return File.ReadAllText(Path.Combine(_root, key)); }")]
    [InlineData("public string M(string key) { var path = Path.GetFullPath(Path.Combine(_root, key)); if (!path.StartsWith(_root + '/')) throw new ArgumentException(key); return File.ReadAllText(path); }")]
    [InlineData("public string M(string key) => File.ReadAllText(Locate(key)); private string Locate(string name) { ValidateKey(name); return Path.Combine(_root, name); }")]
    [InlineData("public string M(string key) { ValidateKey(key); return File.ReadAllText(Locate(key)); } private string Locate(string name) => Path.Combine(_root, name);")]
    [InlineData("void M(ZipArchiveEntry entry, string folder) { var path = Path.GetFullPath(Path.Combine(folder, entry.FullName)); if (!path.StartsWith(folder)) throw new IOException(path); entry.ExtractToFile(path); }")]
    [InlineData("public string M(string fileName) => File.ReadAllText(Path.IsPathRooted(fileName) ? fileName : Path.Combine(_root, fileName));")]
    [InlineData("void M(TarEntry entry, string folder) { var name = entry.Name; if (Path.IsPathRooted(name) || name.Contains(\"..\")) return; File.Create(Path.Combine(folder, name)).Dispose(); }")]
    [InlineData("void M({|CS0246:MyTable|} table, string folder) { foreach (var entry in table.Entries) File.Create(Path.Combine(folder, entry.Key)).Dispose(); }")]
    [InlineData("void M(ZipArchiveEntry entry, string folder) => entry.ExtractToFile(Path.Combine(folder, entry.Name));")]
    [InlineData("void M(ZipArchiveEntry entry, string folder) => entry.ExtractToFile(Path.Combine(folder, Path.GetFileName(entry.FullName)));")]
    [InlineData("void M({|CS0246:IFormFile|} file) => File.Create(Path.Combine(_root, Guid.NewGuid() + Path.GetExtension(file.FileName))).Dispose();")]
    public Task What_is_checked_or_made_harmless_is_no_finding(string member) => new AnalyzerTest<UncontainedPathAnalyzer>(In(member)) { References = Store }.RunAsync();

    [Fact]
    public Task The_message_tells_Join_from_Combine() => new AnalyzerTest<UncontainedPathAnalyzer>(
        In("public void M(string key) { File.Delete([|Path.Combine(_root, key)|]); File.Delete([|Path.Join(_root, key)|]); }"))
    {
        Messages =
        [
            "'key' comes from outside: with '..' or as an absolute path it leads out of the folder. Make the path with 'SafePath.Combine', or check the full path before it is used.",
            "'key' comes from outside: with '..' it leads out of the folder. Make the path with 'SafePath.Combine', or check the full path before it is used.",
        ],
    }.RunAsync();

    [Theory]
    [InlineData("public string M(string key) => File.ReadAllText([|Path.Combine(_root, key)|]); // Why.", "public string M(string key) => File.ReadAllText(SafePath.Combine(_root, key)); // Why.")]
    [InlineData("public string M(string key) { var path = [|Path.Join(_root, key + \".json\")|]; return File.ReadAllText(path); }", "public string M(string key) { var path = SafePath.Combine(_root, key + \".json\"); return File.ReadAllText(path); }")]
    [InlineData("public string M(string key) => File.ReadAllText([|Path.Combine(_root, \"uploads\", key)|]);", "public string M(string key) => File.ReadAllText(SafePath.Combine(Path.Combine(_root, \"uploads\"), key));")]
    public Task The_fix_combines_with_SafePath(string member, string replacement) => Fix(In(member), Imported(In(replacement))).RunAsync();

    [Theory]
    [InlineData("public string M(string key) => File.ReadAllText([|$\"{_root}/{key}\"|]);")]
    [InlineData("public string M(string key) => File.ReadAllText([|Path.Combine(_root, key, \"index\")|]);")]
    public Task Where_it_cannot_there_is_no_fix(string member) => Fix(In(member), null).RunAsync();

    private static System.Collections.Immutable.ImmutableArray<MetadataReference> Store => [MetadataReference.CreateFromFile(typeof(SafePath).Assembly.Location)];

    private static CodeFixTest<UncontainedPathAnalyzer, UncontainedPathFix> Fix(string source, string? fixedSource) => new(source, fixedSource) { References = Store };

    private static string Imported(string source) => source.Replace("using System.Threading.Tasks;\n", "using System.Threading.Tasks;\nusing Guarded.Store.Files;\n", StringComparison.Ordinal);

    private static string In(string member) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Formats.Tar;
        using System.IO;
        using System.IO.Compression;
        using System.Linq;
        using System.Text.RegularExpressions;
        using System.Threading.Tasks;

        class C
        {
            private readonly string _root = "data";
            private readonly HashSet<string> _known = [];

            {{member}}

            private static string Sanitize(string name) => name;
            private static void ValidateKey(string name) { }
        }

        namespace Other
        {
            static class Path { public static string Combine(string one, string other) => one + other; }
        }

        """;
}
