using Guarded.Analyzers.CodeFixes.Writes;
using Guarded.Analyzers.Writes;
using Guarded.Store.Files;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Writes;

public sealed class NonAtomicWriteTests
{
    private const string Usings = "using System; using System.IO; using System.Text; using System.Threading; using System.Threading.Tasks; using System.Collections.Generic;\n";

    [Theory]
    [InlineData("[|File.WriteAllBytes|](path, bytes)")]
    [InlineData("[|File.WriteAllBytes|](path, new ReadOnlySpan<byte>(bytes))")]
    [InlineData("await [|File.WriteAllBytesAsync|](path, bytes)")]
    [InlineData("await [|File.WriteAllBytesAsync|](path, new ReadOnlyMemory<byte>(bytes), token)")]
    [InlineData("[|File.WriteAllText|](path, text)")]
    [InlineData("[|File.WriteAllText|](path, text.AsSpan())")]
    [InlineData("[|File.WriteAllText|](path, text, Encoding.UTF8)")]
    [InlineData("[|File.WriteAllText|](path, text.AsSpan(), Encoding.UTF8)")]
    [InlineData("await [|File.WriteAllTextAsync|](path, text)")]
    [InlineData("await [|File.WriteAllTextAsync|](path, text.AsMemory(), token)")]
    [InlineData("await [|File.WriteAllTextAsync|](path, text, Encoding.UTF8)")]
    [InlineData("await [|File.WriteAllTextAsync|](path, text.AsMemory(), Encoding.UTF8)")]
    [InlineData("[|File.WriteAllLines|](path, lines)")]
    [InlineData("[|File.WriteAllLines|](path, new[] { text })")]
    [InlineData("[|File.WriteAllLines|](path, lines, Encoding.UTF8)")]
    [InlineData("[|File.WriteAllLines|](path, new[] { text }, Encoding.UTF8)")]
    [InlineData("await [|File.WriteAllLinesAsync|](path, lines, token)")]
    [InlineData("await [|File.WriteAllLinesAsync|](path, lines, Encoding.UTF8)")]
    [InlineData("[|System.IO.File.WriteAllText|](path, text)")]
    [InlineData("[|global::System.IO.File.WriteAllText|](path, text)")]
    [InlineData("[|File.WriteAllText|](contents: text, path: path)")]
    [InlineData("[|File.WriteAllText|](\"settings.json\", text)")]
    [InlineData("[|File.WriteAllText|](Path.Combine(_root, \"settings.json\"), text)")]
    [InlineData("[|File.WriteAllText|]($\"{_root}/settings.json\", text)")]
    [InlineData("Action<string, string> write = [|File.WriteAllText|]; write(path, text)")]
    public Task Every_write_in_place_is_found(string statement) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statement)).RunAsync();

    [Theory]
    [InlineData("using F = System.IO.File;", "[|F.WriteAllText|](path, \"\")")]
    [InlineData("using static System.IO.File;", "[|WriteAllText|](path, \"\")")]
    [InlineData("using static System.IO.File;", "System.Action<string, string> write = [|WriteAllText|]; write(path, \"\")")]
    public Task So_is_one_under_another_name(string import, string statement) =>
        new AnalyzerTest<NonAtomicWriteAnalyzer>($"{import} class C {{ void M(string path) {{ {statement}; }} }}").RunAsync();

    [Fact]
    public Task So_is_one_in_a_program_of_statements() => new AnalyzerTest<NonAtomicWriteAnalyzer>(
        """
        using System.IO;
        var path = args[0];
        [|File.WriteAllText|](path, "");
        """) { OutputKind = OutputKind.ConsoleApplication }.RunAsync();

    [Theory]
    [InlineData("File.Move(path, path + \".old\"); [|File.WriteAllText|](path, text)")]
    [InlineData("File.Delete(path); [|File.WriteAllText|](path, text)")]
    [InlineData("[|File.WriteAllText|](path, text); File.Move(text, path)")]
    [InlineData("[|File.WriteAllText|](path, text); text = text.Replace(path, \"\")")]
    [InlineData("try { [|File.WriteAllText|](path, text); } catch { File.Delete(path); throw; }")]
    [InlineData("var name = Path.GetFileName(path); [|File.WriteAllText|](name, text)")]
    [InlineData("var temporary = Path.GetTempPath(); [|File.WriteAllText|](path, temporary)")]
    public Task A_step_that_does_not_help_is_no_excuse(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("var staged = path + \".new\"; File.WriteAllText(staged, text); File.Move(staged, path, overwrite: true)")]
    [InlineData("File.WriteAllText(path + \".new\", text); File.Move(path + \".new\", path, true)")]
    [InlineData("File.WriteAllText(path + \".new\", text); var staged = path + \".new\"; File.Move(staged, path)")]
    [InlineData("File.WriteAllText(path, text); File.Replace(path, text, null)")]
    [InlineData("File.WriteAllText(path, text); new FileInfo(path).MoveTo(text)")]
    [InlineData("var file = new FileInfo(path); File.WriteAllText(file.FullName, text); file.MoveTo(text, true)")]
    [InlineData("var file = new FileInfo(path); File.WriteAllText(path, text); file.Replace(text, null)")]
    [InlineData("void Publish() => File.Move(path, text); File.WriteAllText(path, text); Publish()")]
    [InlineData("File.WriteAllText(_field, text); File.Move(this._field, path)")]
    [InlineData("File.WriteAllText(path, text); FileUtility.Replace(path, text)")]
    [InlineData("File.WriteAllText(path, text); FileUtility.MoveFile(path, text)")]
    public Task A_staging_file_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task A_staging_file_that_another_member_publishes_is_no_finding() => new AnalyzerTest<NonAtomicWriteAnalyzer>(
        """
        using System.IO;
        partial class Writer(string target)
        {
            private readonly string _staged = target + ".new";
            public void Write(string text) => File.WriteAllText(_staged, text);
        }
        """)
        .Add("Publish.cs", "using System.IO; partial class Writer { public void Publish() => File.Move(_staged, target); }")
        .RunAsync();

    [Theory]
    [InlineData("File.WriteAllText(Path.GetTempFileName(), text)")]
    [InlineData("File.WriteAllText(Path.Combine(Path.GetTempPath(), text), text)")]
    [InlineData("File.WriteAllText(Path.GetTempPath() + text, text)")]
    [InlineData("File.WriteAllText($\"{Path.GetTempPath()}{text}\", text)")]
    [InlineData("var folder = Path.Join(Path.GetTempPath(), text); var file = Path.Combine(folder, text); File.WriteAllText(file, text)")]
    [InlineData("string file; file = Path.GetTempFileName(); File.WriteAllText(file, text)")]
    [InlineData("var folder = Directory.CreateTempSubdirectory(); File.WriteAllText(Path.Combine(folder.FullName, text), text)")]
    [InlineData("File.WriteAllText(Path.Combine(Directory.CreateTempSubdirectory(text).FullName, text), text)")]
    [InlineData("File.WriteAllText(_scratch, text)")]
    [InlineData("File.WriteAllText(Scratch, text)")]
    public Task A_temporary_file_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("File.WriteAllText(path, text); File.Delete(path)")]
    [InlineData("try { File.WriteAllText(path, text); } finally { File.Delete(path); }")]
    [InlineData("File.WriteAllText(path, text); new FileInfo(path).Delete()")]
    public Task A_file_that_is_deleted_again_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("File.WriteAllText(\"/dev/null\", text)")]
    [InlineData("const string Device = \"/dev/stderr\"; File.WriteAllText(Device, text)")]
    [InlineData("File.WriteAllText($\"/proc/{text}/oom_score_adj\", text)")]
    [InlineData("File.WriteAllText(\"/sys/kernel/\" + text, text)")]
    public Task What_belongs_to_the_kernel_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("File.AppendAllText(path, text)")]
    [InlineData("File.AppendAllLines(path, lines)")]
    [InlineData("_ = File.ReadAllText(path)")]
    [InlineData("_ = nameof(File.WriteAllText)")]
    [InlineData("_ = \"File.WriteAllText(path, text)\"")]
    [InlineData("Other.File.WriteAllText(path, text)")]
    [InlineData("Guarded.Store.Files.AtomicFile.WriteAllText(path, text)")]
    [InlineData("WriteAllText(path, text); void WriteAllText(string a, string b) { }")]
    public Task A_look_alike_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)) { References = Store }.RunAsync();

    [Fact]
    public Task Generated_code_is_left_alone() =>
        new AnalyzerTest<NonAtomicWriteAnalyzer>("// <auto-generated/>\n" + In("File.WriteAllText(path, text)")).RunAsync();

    [Theory]
    [InlineData("True", "")]
    [InlineData("true", "[*.cs]\ndotnet_diagnostic.CS0168.severity = none")]
    public Task Test_projects_are_quiet(string isTestProject, string config) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In("File.WriteAllText(path, text)"))
    {
        Properties = { ["IsTestProject"] = isTestProject },
        EditorConfig = config,
    }.RunAsync();

    [Theory]
    [InlineData("false", "")]
    [InlineData("true", "[*.cs]\ndotnet_diagnostic.GRD1001.severity = warning")]
    public Task Others_are_not_nor_are_those_that_ask(string isTestProject, string config) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In("[|File.WriteAllText|](path, text)"))
    {
        Properties = { ["IsTestProject"] = isTestProject },
        EditorConfig = config,
    }.RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen_and_what_to_write() => new AnalyzerTest<NonAtomicWriteAnalyzer>(In("[|File.WriteAllLines|](path, lines)"))
    {
        Messages = ["'File.WriteAllLines' writes in place: a crash or a full disk leaves a torn file under its final name. Write 'AtomicFile.WriteAllLines' instead."],
    }.RunAsync();

    [Theory]
    [InlineData("[|File.WriteAllBytes|](path, bytes)", "AtomicFile.WriteAllBytes(path, bytes)")]
    [InlineData("[|File.WriteAllBytes|](path, new ReadOnlySpan<byte>(bytes))", "AtomicFile.WriteAllBytes(path, new ReadOnlySpan<byte>(bytes))")]
    [InlineData("await [|File.WriteAllBytesAsync|](path, bytes, token)", "await AtomicFile.WriteAllBytesAsync(path, bytes, token)")]
    [InlineData("await [|File.WriteAllBytesAsync|](path, new ReadOnlyMemory<byte>(bytes))", "await AtomicFile.WriteAllBytesAsync(path, new ReadOnlyMemory<byte>(bytes))")]
    [InlineData("[|File.WriteAllText|](path, text)", "AtomicFile.WriteAllText(path, text)")]
    [InlineData("[|File.WriteAllText|](path, text.AsSpan(), Encoding.UTF8)", "AtomicFile.WriteAllText(path, text.AsSpan(), Encoding.UTF8)")]
    [InlineData("await [|File.WriteAllTextAsync|](path, text, Encoding.UTF8)", "await AtomicFile.WriteAllTextAsync(path, text, Encoding.UTF8)")]
    [InlineData("await [|File.WriteAllTextAsync|](path, text.AsMemory())", "await AtomicFile.WriteAllTextAsync(path, text.AsMemory())")]
    [InlineData("[|File.WriteAllLines|](path, lines)", "AtomicFile.WriteAllLines(path, lines)")]
    [InlineData("[|File.WriteAllLines|](path, new[] { text }, Encoding.UTF8)", "AtomicFile.WriteAllLines(path, new[] { text }, Encoding.UTF8)")]
    [InlineData("await [|File.WriteAllLinesAsync|](path, lines, token)", "await AtomicFile.WriteAllLinesAsync(path, lines, token)")]
    [InlineData("[|System.IO.File.WriteAllText|](path, text)", "AtomicFile.WriteAllText(path, text)")]
    [InlineData("[|File.WriteAllText|](contents: text, path: path)", "AtomicFile.WriteAllText(contents: text, path: path)")]
    [InlineData("Action<string, string> write = [|File.WriteAllText|]; write(path, text)", "Action<string, string> write = AtomicFile.WriteAllText; write(path, text)")]
    public Task The_fix_writes_with_AtomicFile(string statement, string replacement) => Fix(In(statement, lines: true), Imported(In(replacement, lines: true))).RunAsync();

    [Fact]
    public Task The_fix_keeps_comments_and_adds_one_using() => Fix(
        """
        using System.IO;
        using System.Threading.Tasks;
        using static System.IO.File;

        namespace Acme;

        public static class Settings
        {
            public static async Task Save(string path, string text)
            {
                // The file.
                await [|File.WriteAllTextAsync|](path, text).ConfigureAwait(false); // Done.
                [|WriteAllText|] /* again */ (path, // here
                    text);
            }
        }
        """,
        """
        using System.IO;
        using System.Threading.Tasks;
        using Guarded.Store.Files;
        using static System.IO.File;

        namespace Acme;

        public static class Settings
        {
            public static async Task Save(string path, string text)
            {
                // The file.
                await AtomicFile.WriteAllTextAsync(path, text).ConfigureAwait(false); // Done.
                AtomicFile.WriteAllText /* again */ (path, // here
                    text);
            }
        }
        """).RunAsync();

    [Fact]
    public Task The_fix_avoids_another_type_of_the_name() => Fix(
        "using System.IO;\n\nclass AtomicFile { void M(string path) => [|File.WriteAllText|](path, \"\"); }",
        "using System.IO;\n\nclass AtomicFile { void M(string path) => Guarded.Store.Files.AtomicFile.WriteAllText(path, \"\"); }").RunAsync();

    [Fact]
    public Task The_fix_reaches_every_file_and_project()
    {
        const string Before = "using System.IO;\n\nclass $ { void M(string path) { [|File.WriteAllText|](path, \"\"); [|File.WriteAllBytes|](path, []); } }";
        const string After = "using System.IO;\nusing Guarded.Store.Files;\n\nclass $ { void M(string path) { AtomicFile.WriteAllText(path, \"\"); AtomicFile.WriteAllBytes(path, []); } }";
        return Fix(Before.Replace('$', 'A'), After.Replace('$', 'A'))
            .Add("B.cs", Before.Replace('$', 'B'), After.Replace('$', 'B'))
            .Add("C.cs", Before.Replace('$', 'C'), After.Replace('$', 'C'), project: "Other")
            .RunAsync();
    }

    [Fact]
    public Task Without_the_library_there_is_no_fix() =>
        new CodeFixTest<NonAtomicWriteAnalyzer, NonAtomicWriteFix>(In("[|File.WriteAllText|](path, text)")).RunAsync();

    [Fact]
    public Task With_a_library_that_lacks_the_overload_there_is_no_fix() => new CodeFixTest<NonAtomicWriteAnalyzer, NonAtomicWriteFix>(
        In("[|File.WriteAllText|](path, text.AsSpan())") + "namespace Guarded.Store.Files { static class AtomicFile { public static void WriteAllText(string path, string? contents) { } } }").RunAsync();

    private static System.Collections.Immutable.ImmutableArray<MetadataReference> Store =>
        [MetadataReference.CreateFromFile(typeof(AtomicFile).Assembly.Location)];

    private static CodeFixTest<NonAtomicWriteAnalyzer, NonAtomicWriteFix> Fix(string source, string fixedSource) => new(source, fixedSource) { References = Store };

    private static string In(string statements, bool lines = false) => (lines ? Usings.Replace("; ", ";\n", StringComparison.Ordinal) + "\n" : Usings) +
        $$"""
        class C
        {
            private readonly string _root = "";
            private readonly string _field = "";
            private readonly string _scratch = Path.Combine(Path.GetTempPath(), "scratch");
            private static string Scratch => Path.GetTempFileName();

            async Task M(string path, string text, byte[] bytes, IEnumerable<string> lines, CancellationToken token)
            {
                await Task.Yield();
                {{statements}};
            }
        }

        static class FileUtility
        {
            public static void Replace(string source, string target) { }
            public static void MoveFile(string source, string target) { }
        }

        namespace Other
        {
            static class File { public static void WriteAllText(string path, string text) { } }
        }

        """;

    private static string Imported(string source) =>
        source.Replace("using System.Collections.Generic;\n", "using System.Collections.Generic;\nusing Guarded.Store.Files;\n", StringComparison.Ordinal);
}
