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
        var path = "state.json";
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
    [InlineData("Array.ForEach(new[] { path }, each => [|File.WriteAllText|](each, text))")]
    [InlineData("FileUtility.ReplaceAtomically(staged => [|File.WriteAllText|](path, text), text)")]
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
    [InlineData("FileUtility.ReplaceAtomically(staged => File.WriteAllText(staged, text), path)")]
    [InlineData("FileUtility.ReplaceAtomically(staged => { using var stream = new FileStream(staged, FileMode.Create); stream.Write(bytes); }, path)")]
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

    [Theory]
    [InlineData("using var stream = [|File.Create|](path); stream.Write(bytes)")]
    [InlineData("using (var stream = [|File.Create|](path, 4096)) { stream.Write(bytes); }")]
    [InlineData("await using var stream = [|File.Create|](path); await stream.WriteAsync(bytes)")]
    [InlineData("using var writer = [|File.CreateText|](path); writer.Write(text)")]
    [InlineData("using var writer = [|new StreamWriter(path)|]; writer.Write(text)")]
    [InlineData("using var writer = [|new StreamWriter(path, false)|]; writer.Write(text)")]
    [InlineData("using var writer = [|new StreamWriter(path, append: false, Encoding.UTF8)|]; writer.Write(text)")]
    [InlineData("using StreamWriter writer = [|new(path)|]; writer.Write(text)")]
    [InlineData("using var writer = [|new StreamWriter(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write })|]; writer.Write(text)")]
    [InlineData("using var stream = [|new FileStream(path, FileMode.Create)|]; stream.Write(bytes)")]
    [InlineData("using FileStream stream = [|new(path, FileMode.Create, FileAccess.Write)|]; stream.Write(bytes)")]
    [InlineData("using var stream = [|new FileStream(path, FileMode.Truncate, FileAccess.Write)|]; stream.Write(bytes)")]
    [InlineData("using var stream = [|new System.IO.FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None)|]; stream.Write(bytes)")]
    [InlineData("var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write }; using var stream = [|new FileStream(path, options)|]; stream.Write(bytes)")]
    [InlineData("using var stream = [|File.Open|](path, FileMode.Create); stream.Write(bytes)")]
    [InlineData("using var stream = [|File.Open|](path, File.Exists(path) ? FileMode.Truncate : FileMode.CreateNew); stream.Write(bytes)")]
    [InlineData("using var stream = [|File.OpenWrite|](path); stream.Write(bytes)")]
    [InlineData("using var stream = [|File.Open|](path, FileMode.OpenOrCreate, FileAccess.Write); stream.Write(bytes)")]
    [InlineData("using var stream = [|new FileStream(path, FileMode.OpenOrCreate)|]; stream.Write(bytes)")]
    [InlineData("using var writer = new StreamWriter([|File.Open|](path, FileMode.OpenOrCreate)); writer.Write(text)")]
    [InlineData("using var handle = [|File.OpenHandle|](path, FileMode.Create, FileAccess.Write); RandomAccess.Write(handle, bytes, 0)")]
    [InlineData("using var stream = [|new FileInfo(path).Create|](); stream.Write(bytes)")]
    [InlineData("var file = new FileInfo(path); using var stream = [|file.Open|](FileMode.Create, FileAccess.Write); stream.Write(bytes)")]
    [InlineData("var file = new FileInfo(path); using var writer = [|file.CreateText|](); writer.Write(text)")]
    [InlineData("new System.Xml.Linq.XDocument().Save(Console.Out); [|new System.Xml.Linq.XDocument().Save|](path)")]
    [InlineData("var element = new System.Xml.Linq.XElement(\"a\"); [|element.Save|](path)")]
    [InlineData("var document = new System.Xml.XmlDocument(); [|document.Save|](path)")]
    [InlineData("using var writer = [|System.Xml.XmlWriter.Create|](path); writer.WriteStartElement(text)")]
    [InlineData("using var writer = [|new System.Xml.XmlTextWriter(path, Encoding.UTF8)|]; writer.WriteStartElement(text)")]
    [InlineData("[|new System.Data.DataSet().WriteXml|](path)")]
    [InlineData("if (!File.Exists(path)) { [|File.WriteAllText|](path, text); }")]
    public Task So_is_every_way_to_empty_a_file_and_fill_it(string statement) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statement)).RunAsync();

    [Fact]
    public Task So_is_one_in_a_class_that_writes() => new AnalyzerTest<NonAtomicWriteAnalyzer>(
        """
        using System;
        using System.IO;
        class Writer(string path) : IDisposable
        {
            private readonly FileStream _stream = [|File.Create|](path);
            private StreamWriter? _other;
            public void Open() => _other = [|new StreamWriter(Path.ChangeExtension(path, ".csv"))|];
            public void Write(byte[] bytes) => _stream.Write(bytes);
            public void Dispose() => _stream.Dispose();
        }
        """).RunAsync();

    [Theory]
    [InlineData("using var stream = File.Open(path, FileMode.Append); stream.Write(bytes)")]
    [InlineData("using var stream = new FileStream(path, FileMode.Append, FileAccess.Write); stream.Write(bytes)")]
    [InlineData("using var writer = File.AppendText(path); writer.Write(text)")]
    [InlineData("using var writer = new StreamWriter(path, true); writer.Write(text)")]
    [InlineData("using var writer = new StreamWriter(path, append: true, Encoding.UTF8); writer.Write(text)")]
    [InlineData("var append = path.Length > 0; using var writer = new StreamWriter(path, append); writer.Write(text)")]
    [InlineData("var append = path.Length > 0; using var stream = File.Open(path, append ? FileMode.Append : FileMode.Create); stream.Write(bytes)")]
    [InlineData("using var stream = File.OpenWrite(path); stream.Seek(0, SeekOrigin.End); stream.Write(bytes)")]
    [InlineData("using var stream = File.OpenWrite(path); stream.Position = stream.Length; stream.Write(bytes)")]
    [InlineData("using var writer = new StreamWriter(path) { AutoFlush = true }; writer.WriteLine(text)")]
    [InlineData("using var writer = new StreamWriter(\"app.log\"); writer.WriteLine(text)")]
    public Task A_file_that_is_appended_to_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("using var stream = File.Open(path, FileMode.CreateNew); stream.Write(bytes)")]
    [InlineData("using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write); stream.Write(bytes)")]
    [InlineData("using var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }); stream.Write(bytes)")]
    [InlineData("using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write); RandomAccess.Write(handle, bytes, 0)")]
    [InlineData("var mode = path.Length > 3 ? FileMode.Create : FileMode.Open; using var stream = File.Open(path, mode)")]
    public Task A_file_that_is_new_or_may_be_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("using var stream = File.Open(path, FileMode.Open)")]
    [InlineData("using var stream = File.OpenRead(path)")]
    [InlineData("using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite); stream.Write(bytes)")]
    [InlineData("using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read)")]
    [InlineData("using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite); stream.Seek(8, SeekOrigin.Begin); stream.Write(bytes)")]
    [InlineData("using var stream = new FileStream(path, FileMode.OpenOrCreate); _ = stream.Read(bytes); stream.Write(bytes)")]
    [InlineData("using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)")]
    [InlineData("var lockPath = path + \".lock\"; using var held = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None); held.Write(bytes)")]
    [InlineData("using var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None)")]
    [InlineData("using var handle = File.OpenHandle(path)")]
    [InlineData("File.Create(path).Dispose()")]
    [InlineData("using (File.Create(path)) { }")]
    [InlineData("var file = File.Create(path); file.Close()")]
    [InlineData("using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose); stream.Write(bytes)")]
    [InlineData("using var writer = new StreamWriter(new MemoryStream()); writer.Write(text)")]
    [InlineData("using var writer = System.Xml.XmlWriter.Create(new StringBuilder()); writer.WriteStartElement(text)")]
    [InlineData("new System.Xml.XmlDocument().Save(new MemoryStream())")]
    [InlineData("new System.Data.DataSet().WriteXml(new MemoryStream())")]
    [InlineData("new Other.Report().Save(path)")]
    [InlineData("Other.File.Create(path)")]
    [InlineData("new Other.FileStream(path)")]
    [InlineData("Directory.CreateDirectory(path); new DirectoryInfo(path).Create()")]
    public Task What_leaves_nothing_torn_or_is_no_file_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("var tempFile = path; using var stream = File.Create(tempFile); stream.Write(bytes)")]
    [InlineData("using (var stream = File.Create(path + \".tmp\")) { stream.Write(bytes); }")]
    [InlineData("File.WriteAllText(Path.Combine(_root, \"staging\", text), text)")]
    [InlineData("File.WriteAllText(Path.Combine(Environment.GetEnvironmentVariable(\"TMP\")!, text), text)")]
    [InlineData("var folder = Path.Combine(_root, text); File.WriteAllText(Path.Combine(folder, \"a.json\"), text); Directory.Move(folder, path)")]
    [InlineData("var folder = Path.Combine(_root, text); File.WriteAllText(Path.Combine(folder, \"a.json\"), text); Directory.Delete(folder, true)")]
    [InlineData("var staged = path + \"~\"; using (var stream = File.Create(staged)) { stream.Write(bytes); } File.Move(staged, path, true)")]
    [InlineData("var staged = path + \"~\"; using (var writer = new StreamWriter(staged)) { writer.Write(text); } File.Replace(staged, path, null)")]
    [InlineData("var staged = path + \"~\"; File.WriteAllText(staged, text); MoveIntoPlace(staged, path); static void MoveIntoPlace(string a, string b) { }")]
    [InlineData("var staged = path + \"~\"; File.WriteAllText(staged, text); FileUtility.SafeReplace(path, staged)")]
    [InlineData("var staged = path + \"~\"; File.WriteAllText(staged, text); FileUtility.TryDelete(staged)")]
    [InlineData("var staged = path + \"~\"; File.WriteAllText(staged, text); Publish(staged, path)")]
    [InlineData("var staged = GetName(path); File.WriteAllText(staged, text); File.Move(GetName(path), path)")]
    public Task A_file_that_does_not_stay_is_no_finding(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task A_method_whose_callers_move_what_it_writes_is_no_finding() => new AnalyzerTest<NonAtomicWriteAnalyzer>(
        """
        using System.IO;
        class C
        {
            public void Save(string path, string text) { var staged = path + "~"; Write(staged, text); File.Move(staged, path, true); }
            public void Export(string text) { Write(Path.GetTempFileName(), text); }
            private void Write(string path, string text) => File.WriteAllText(path, text);
        }
        """).RunAsync();

    [Fact]
    public Task A_method_that_a_caller_has_write_elsewhere_is_a_finding() => new AnalyzerTest<NonAtomicWriteAnalyzer>(
        """
        using System.IO;
        class C
        {
            public void Save(string path, string text) { var staged = path + "~"; Write(staged, text); File.Move(staged, path, true); }
            public void SaveAnyway(string path, string text) => Write(path, text);
            private void Write(string path, string text) => [|File.WriteAllText|](path, text);
        }
        """).RunAsync();

    [Theory]
    [InlineData("static void Main(string[] args) { File.WriteAllText(args[0], \"\"); }")]
    [InlineData("static void Main(string[] args) { var output = args.Length > 1 ? args[1] : \"out.json\"; File.WriteAllText(output, \"\"); }")]
    [InlineData("static int Main(string[] args) { using var writer = new StreamWriter(args[0]); writer.Write(1); return 0; }")]
    [InlineData("[Option(\"o\")] public string Output { get; set; } = \"\"; void Run() => File.WriteAllText(Output, \"\");")]
    [InlineData("void Run(Options options) => File.WriteAllText(options.Output, \"\");")]
    [InlineData("void Run(SaveFileDialog dialog) { using var stream = File.Create(dialog.FileName); stream.WriteByte(1); }")]
    public Task An_output_that_the_user_named_is_no_finding(string members) => new AnalyzerTest<NonAtomicWriteAnalyzer>(Named(members)).RunAsync();

    [Theory]
    [InlineData("static void Main(string[] args) { var text = File.ReadAllText(args[0]); [|File.WriteAllText|](args[0], text); }")]
    [InlineData("void Run(string[] args) { [|File.WriteAllText|](args[0], \"\"); }")]
    [InlineData("public string Output { get; set; } = \"\"; void Run() => [|File.WriteAllText|](Output, \"\");")]
    public Task One_that_is_read_back_or_is_not_named_by_the_user_is(string members) => new AnalyzerTest<NonAtomicWriteAnalyzer>(Named(members)).RunAsync();

    [Theory]
    [InlineData("public void WriteAllText(string path, string text) => File.WriteAllText(path, text);")]
    [InlineData("public FileStream FileCreate(string path) { return File.Create(path); }")]
    [InlineData("public Stream OpenWriter(string path) => new FileStream(path, FileMode.Create);")]
    [InlineData("public Stream OpenOrMake(string path) { return File.Exists(path) ? File.Open(path, FileMode.Open) : File.Create(path); }")]
    [InlineData("public Task WriteAllTextAsync(string path, string text) { return File.WriteAllTextAsync(path, text); }")]
    [InlineData("public Stream OpenWrite(string path) => File.OpenWrite(path);")]
    public Task A_method_that_only_stands_for_it_is_no_finding(string member) =>
        new AnalyzerTest<NonAtomicWriteAnalyzer>($"using System.IO; using System.Threading.Tasks; class FileSystem {{ {member} }}").RunAsync();

    [Theory]
    [InlineData("public Stream OpenWriter(string name) => [|File.Create|](Path.Combine(_root, name));")]
    [InlineData("public Stream OpenWriter(string path) => new BufferedStream([|File.Create|](path));")]
    [InlineData("public Stream OpenWriter(string path) { var stream = [|File.Create|](path); stream.WriteByte(1); return stream; }")]
    [InlineData("public void Save(string path, string text) => [|File.WriteAllText|](path, text);")]
    public Task A_method_that_does_more_is(string member) =>
        new AnalyzerTest<NonAtomicWriteAnalyzer>($"using System.IO; class FileSystem {{ private readonly string _root = \"data\"; {member} }}").RunAsync();

    [Theory]
    [InlineData("_files.File.WriteAllText(path, text)")]
    [InlineData("_files.File.Create(path, new Missing())")]
    [InlineData("File.WriteAllText(path, new Missing())", "File.WriteAllText")]
    [InlineData("using var stream = new FileStream(path, FileMode.Create, new Missing()); stream.WriteByte(1)", "new FileStream(path, FileMode.Create, new Missing())")]
    [InlineData("using var writer = new StreamWriter(path, new Missing())")]
    [InlineData("_bitmap.Save(path)", "_bitmap.Save")]
    [InlineData("using var stream = _missing.Info.Open(FileMode.Create, FileAccess.Write); stream.WriteByte(1)", "_missing.Info.Open")]
    [InlineData("using var stream = _missing.Info.Open(FileMode.Open, FileAccess.Write); stream.WriteByte(1)")]
    [InlineData("using var stream = _missing.Open(path, FileMode.Create); stream.WriteByte(1)")]
    [InlineData("_bitmap.Save(new MemoryStream())")]
    [InlineData("_missing.Save(path)")]
    public Task A_call_that_does_not_bind_is_judged_by_what_is_known(string statement, string found = "_files.File.WriteAllText") => new AnalyzerTest<NonAtomicWriteAnalyzer>(
        $$"""
        using System.IO;
        class C
        {
            private IFileSystem _files;
            private Bitmap _bitmap;
            private Missing _missing;
            void M(string path, string text)
            {
                {{statement.Replace(found, $"[|{found}|]", StringComparison.Ordinal)}};
            }
        }
        """) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("using var stream = [|new FileStream(path, FileMode.Create)|]; stream.Write(bytes);")]
    [InlineData("using FileStream stream = [|new(path, FileMode.OpenOrCreate, FileAccess.Write)|]; stream.Write(bytes);")]
    [InlineData("using var writer = [|new StreamWriter(path)|]; writer.Write(1);")]
    [InlineData("using var writer = [|new StreamWriter(path, false)|]; writer.Write(1);")]
    [InlineData("using var stream = new FileStream(path, FileMode.CreateNew); stream.Write(bytes);")]
    [InlineData("using var stream = new FileStream(path, FileMode.Create, FileAccess.Read);")]
    [InlineData("using var stream = new FileStream(path, FileMode.Open); stream.Write(bytes);")]
    [InlineData("using var stream = new FileStream(path, mode); stream.Write(bytes);")]
    [InlineData("using var writer = new StreamWriter(path, true); writer.Write(1);")]
    [InlineData("using var writer = new StreamWriter(stream); writer.Write(1);")]
    public Task An_import_that_is_given_to_all_files_of_a_project_may_be_missing(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(
        $"class C {{ void M(string path, byte[] bytes, FileMode mode, Stream stream) {{ {statements} }} }}") { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("using var writer = [|new StreamWriter(path, append: false, Encoding.UTF8) { AutoFlush = true }|]; new System.Xml.Serialization.XmlSerializer(typeof(string)).Serialize(writer, text)")]
    [InlineData("using var writer = new StreamWriter(path, append: true, Encoding.UTF8) { AutoFlush = true }; new System.Xml.Serialization.XmlSerializer(typeof(string)).Serialize(writer, text)")]
    public Task A_document_is_not_written_line_by_line(string statements) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task Savers_can_be_named() => new AnalyzerTest<NonAtomicWriteAnalyzer>(
        """
        class Report { public void Export(string title, string fileName) { } public static void Draw(string path) { } }
        class Chart : Report;
        class C
        {
            void M(string path)
            {
                [|new Report().Export|]("title", path);
                [|new Chart().Export|](fileName: path, title: "title");
                [|Report.Draw|](path);
                new Report().Export("title", "a.tmp");
            }
        }
        """) { EditorConfig = "[*.cs]\nguarded.whole_file_savers = Report.Export, Report.Draw, nonsense" }.RunAsync();

    [Fact]
    public Task Without_their_names_they_are_no_finding() =>
        new AnalyzerTest<NonAtomicWriteAnalyzer>("class Report { public void Export(string path) { } } class C { void M(string path) => new Report().Export(path); }").RunAsync();

    [Theory]
    [InlineData("using var stream = [|File.Create|](path); stream.Write(bytes)", "'File.Create' writes in place: a crash or a full disk leaves a torn file under its final name. Write to 'AtomicFile.Create' instead.")]
    [InlineData("using var stream = [|File.OpenWrite|](path); stream.Write(bytes)", "'File.OpenWrite' writes in place: a crash or a full disk leaves a torn file under its final name, and content that is shorter than before leaves the old one's tail behind it. Write to 'AtomicFile.Create' instead.")]
    [InlineData("using var stream = [|new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write)|]; stream.Write(bytes)", "'new FileStream' writes in place: a crash or a full disk leaves a torn file under its final name, and content that is shorter than before leaves the old one's tail behind it. Write to 'AtomicFile.Create' instead.")]
    public Task The_message_says_where_a_stale_tail_stays(string statement, string message) => new AnalyzerTest<NonAtomicWriteAnalyzer>(In(statement)) { Messages = [message] }.RunAsync();

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

    [Theory]
    [InlineData("using var stream = [|File.Create|](path);\n        stream.Write(bytes); // All of it.", "using var stream = AtomicFile.Create(path);\n        stream.Write(bytes); // All of it.\n        await stream.CommitAsync();")]
    [InlineData("using (var stream = [|new FileStream(path, FileMode.Create)|])\n        {\n            new MemoryStream(bytes).CopyTo(stream);\n        }", "using (var stream = AtomicFile.Create(path))\n        {\n            new MemoryStream(bytes).CopyTo(stream);\n            await stream.CommitAsync();\n        }")]
    [InlineData("await using (var stream = [|File.OpenWrite|](path))\n        {\n            await stream.WriteAsync(bytes, token);\n        }", "await using (var stream = AtomicFile.Create(path))\n        {\n            await stream.WriteAsync(bytes, token);\n            await stream.CommitAsync();\n        }")]
    [InlineData("void Save()\n        {\n            using var stream = [|File.Create|](path);\n            stream.Write(bytes);\n        }", "void Save()\n        {\n            using var stream = AtomicFile.Create(path);\n            stream.Write(bytes);\n            stream.Commit();\n        }")]
    public Task The_fix_commits_a_stream_at_the_end_of_its_block(string statements, string replacement) =>
        Fix(WriteSource.In(statements), WriteSource.In(replacement).Replace("Tasks;\n", "Tasks;\nusing Guarded.Store.Files;\n", StringComparison.Ordinal)).RunAsync();

    [Theory]
    [InlineData("using FileStream stream = [|File.Create|](path); stream.Write(bytes)")]
    [InlineData("using var stream = [|File.Create|](path); using var writer = new StreamWriter(stream); writer.Write(text)")]
    [InlineData("using var stream = [|File.Create|](path); if (bytes.Length == 0) return; stream.Write(bytes)")]
    [InlineData("using var stream = [|File.Create|](path); stream.Write(bytes); stream.Flush(true)")]
    [InlineData("using var writer = [|new StreamWriter(path)|]; writer.Write(text)")]
    [InlineData("var stream = [|File.Create|](path); stream.Write(bytes); stream.Dispose()")]
    [InlineData("[|new System.Xml.XmlDocument().Save|](path)")]
    public Task Where_a_commit_is_not_all_it_takes_there_is_no_fix(string statement) =>
        new CodeFixTest<NonAtomicWriteAnalyzer, NonAtomicWriteFix>(In(statement)) { References = Store }.RunAsync();

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

            private void Publish(string staged, string final) { File.Move(staged, final, true); }
            private static string GetName(string path) => path + ".next";

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
            public static void SafeReplace(string target, string source) { }
            public static void TryDelete(string path) { }
            public static void ReplaceAtomically(Action<string> write, string path) { }
        }

        namespace Other
        {
            static class File { public static void WriteAllText(string path, string text) { } public static void Create(string path) { } }
            class Report { public void Save(string path) { } }
            class FileStream(string path) { public string Path => path; }
        }

        """;

    private static string Named(string members) =>
        $$"""
        using System;
        using System.IO;
        class OptionAttribute(string name) : Attribute { public string Name => name; }
        class Options { [Option("output")] public string Output { get; set; } = ""; }
        class SaveFileDialog { public string FileName { get; set; } = ""; }
        class Program { {{members}} }
        """;

    private static string Imported(string source) =>
        source.Replace("using System.Collections.Generic;\n", "using System.Collections.Generic;\nusing Guarded.Store.Files;\n", StringComparison.Ordinal);
}
