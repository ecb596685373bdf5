using Guarded.Analyzers.CodeFixes.Writes;
using Guarded.Analyzers.Writes;
using Guarded.Store.Files;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Writes;

/// <summary>GRD1002.</summary>
public sealed class RenameWithoutFlushTests
{
    [Theory]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + Guid.NewGuid(); await File.WriteAllTextAsync(staged, text, token); [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllBytes(staged, bytes); [|File.Replace|](staged, path, null);")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = File.Create(staged)) { stream.Write(bytes); } [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = File.Create(staged)) { stream.Write(bytes); stream.Flush(); } [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; await using (var stream = File.Create(staged)) { await stream.WriteAsync(bytes, token); await stream.FlushAsync(token); } [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = File.Create(staged)) { stream.Write(bytes); stream.Flush(false); } [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var writer = new StreamWriter(staged)) { writer.Write(text); } [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = new FileStream(staged, FileMode.Create)) using (var writer = new StreamWriter(stream)) { writer.Write(text); } [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = new FileStream(staged, FileMode.CreateNew)) { stream.Write(bytes); } [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; new System.Xml.Linq.XDocument().Save(staged); [|File.Move|](staged, path, true);")]
    [InlineData("var staged = new FileInfo(path + \".tmp\"); using (var stream = staged.Create()) { stream.Write(bytes); } [|staged.MoveTo|](path, true);")]
    [InlineData("var staged = path + \".tmp\"; try { File.WriteAllText(staged, text); [|File.Move|](staged, path, true); } catch { File.Delete(staged); throw; }")]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); if (File.Exists(path)) [|File.Replace|](staged, path, null); else [|File.Move|](staged, path);")]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); [|File.Move|](staged, path, true); using var stream = File.Open(path, FileMode.Open); stream.Flush(true);")]
    public Task A_file_that_is_published_as_it_was_written_is_found(string statements) => new AnalyzerTest<RenameWithoutFlushAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Fact]
    public Task It_is_found_through_fields_and_methods() => new AnalyzerTest<RenameWithoutFlushAnalyzer>(
        """
        using System.IO;
        class C(string path)
        {
            private readonly string _staged = path + ".tmp";
            public void Write(string text) => File.WriteAllText(_staged, text);
            public void Commit() => [|File.Move|](_staged, path, true);
        }
        class D
        {
            public void Save(string path, string text) { var staged = path + ".tmp"; Write(staged, text); Publish(staged, path); }
            private static void Write(string file, string text) { using var writer = new StreamWriter(file); writer.Write(text); }
            private static void Publish(string staged, string target) => [|File.Move|](staged, target, true);
        }
        """).RunAsync();

    [Fact]
    public Task It_is_found_in_a_program_of_statements() => new AnalyzerTest<RenameWithoutFlushAnalyzer>(
        """
        using System.IO;
        var staged = "state.tmp";
        File.WriteAllText(staged, "");
        [|File.Move|](staged, "state.json", true);
        """) { OutputKind = OutputKind.ConsoleApplication }.RunAsync();

    [Fact]
    public Task It_is_found_on_a_file_system_whose_type_is_missing() => new AnalyzerTest<RenameWithoutFlushAnalyzer>(
        """
        class C(IFileSystem files)
        {
            void Save(string path, string text)
            {
                files.File.WriteAllText(path + ".tmp", text);
                [|files.File.Move|](path + ".tmp", path, true);
            }
        }
        """) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("var staged = path + \".tmp\"; using (var stream = File.Create(staged)) { stream.Write(bytes); stream.Flush(true); } File.Move(staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = File.Create(staged)) { stream.Write(bytes); stream.Flush(flushToDisk: true); } File.Move(staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; var toDisk = text.Length > 3; using (var stream = File.Create(staged)) { stream.Write(bytes); stream.Flush(toDisk); } File.Move(staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var handle = File.OpenHandle(staged, FileMode.Create, FileAccess.Write)) { RandomAccess.Write(handle, bytes, 0); RandomAccess.FlushToDisk(handle); } File.Move(staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = new FileStream(staged, FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.WriteThrough)) { stream.Write(bytes); } File.Move(staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); FlushFile(staged); File.Move(staged, path, true); static void FlushFile(string file) { }")]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); Sync(staged); File.Move(staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = File.Create(staged)) { stream.Write(bytes); if (stream is FileStream file) file.Flush(true); } File.Move(staged, path, true);")]
    public Task One_that_was_flushed_is_no_finding(string statements) => new AnalyzerTest<RenameWithoutFlushAnalyzer>(WriteSource.In(
        statements, "private static void Sync(string file) { using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite); stream.Flush(flushToDisk: true); }")).RunAsync();

    [Theory]
    [InlineData("File.Move(other, path, true);")]
    [InlineData("File.WriteAllText(other, text); File.Move(path, text, true);")]
    [InlineData("File.Move(other, path, true); File.WriteAllText(other, text);")]
    [InlineData("File.Copy(path, other); File.Move(other, text);")]
    [InlineData("File.WriteAllText(path, text); File.Move(path, path + \".bak\");")]
    [InlineData("File.WriteAllText(other, text); File.Move(other, Path.Combine(Path.GetTempPath(), text));")]
    [InlineData("Download(other); File.Move(other, path); static void Download(string to) { }")]
    [InlineData("File.WriteAllText(Path.Combine(other, \"a\"), text); Directory.Move(other, path);")]
    [InlineData("if (text.Length > 3) { File.WriteAllText(other, text); return; } File.Move(other, path);")]
    [InlineData("text = text.Replace(path, other, StringComparison.Ordinal); File.WriteAllText(path, text);")]
    public Task What_was_not_written_here_or_is_not_published_is_no_finding(string statements) => new AnalyzerTest<RenameWithoutFlushAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen_and_what_to_write() =>
        new AnalyzerTest<RenameWithoutFlushAnalyzer>(WriteSource.In("var staged = path + \".tmp\"; File.WriteAllText(staged, text); [|File.Move|](staged, path, true);"))
        {
            Messages = ["'File.Move' can put the name in place before the content is on the disk: after power loss the file is empty or torn. Write with 'AtomicFile', or flush the stream with 'Flush(flushToDisk: true)' first."],
        }.RunAsync();

    [Theory]
    [InlineData("File.WriteAllText(staged, text);", "[|File.Move|](staged, path, true);", "AtomicFile.WriteAllText(path, text);")]
    [InlineData("await File.WriteAllTextAsync(staged, text, token).ConfigureAwait(false);", "[|File.Move|](staged, path, overwrite: true);", "await AtomicFile.WriteAllTextAsync(path, text, token).ConfigureAwait(false);")]
    [InlineData("File.WriteAllBytes(staged, bytes); // All of it.", "[|File.Replace|](staged, path, null);", "AtomicFile.WriteAllBytes(path, bytes); // All of it.")]
    public Task The_fix_writes_with_AtomicFile(string write, string publish, string replacement) => Fix(
        WriteSource.In($"var staged = path + \".tmp\";\n        {write}\n        {publish}"),
        WriteSource.In(replacement).Replace("using System.Threading.Tasks;\n", "using System.Threading.Tasks;\nusing Guarded.Store.Files;\n", StringComparison.Ordinal)).RunAsync();

    [Theory]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); [|File.Move|](staged, path);")]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); Console.WriteLine(staged); [|File.Move|](staged, path, true);")]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); [|File.Replace|](staged, path, other);")]
    [InlineData("var staged = path + \".tmp\"; try { File.WriteAllText(staged, text); [|File.Move|](staged, path, true); } finally { File.Delete(staged); }")]
    [InlineData("var staged = path + \".tmp\"; using (var stream = File.Create(staged)) { stream.Write(bytes); } [|File.Move|](staged, path, true);")]
    public Task Where_it_is_not_that_simple_there_is_no_fix(string statements) => Fix(WriteSource.In(statements), null).RunAsync();

    private static CodeFixTest<RenameWithoutFlushAnalyzer, RenameWithoutFlushFix> Fix(string source, string? fixedSource) =>
        new(source, fixedSource) { References = [MetadataReference.CreateFromFile(typeof(AtomicFile).Assembly.Location)] };
}
