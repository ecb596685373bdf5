using Guarded.Analyzers.CodeFixes.Writes;
using Guarded.Analyzers.Writes;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Writes;

/// <summary>GRD1003.</summary>
public sealed class SharedStagingNameTests
{
    [Theory]
    [InlineData("var staged = [|path + \".tmp\"|]; File.WriteAllText(staged, text); File.Move(staged, path, overwrite: true);")]
    [InlineData("var staged = [|$\"{path}.tmp\"|]; await File.WriteAllTextAsync(staged, text, token); File.Move(staged, path, true);")]
    [InlineData("string staged = [|Path.ChangeExtension(path, \".tmp\")|]; File.WriteAllBytes(staged, bytes); File.Replace(staged, path, null);")]
    [InlineData("File.WriteAllText([|path + \".tmp\"|], text); File.Move(path + \".tmp\", path, true);", "File.Move(path + \".tmp\"")]
    [InlineData("var staged = [|Path.Combine(_root, \"index.tmp\")|]; File.WriteAllText(staged, text); File.Move(staged, Path.Combine(_root, \"index\"), true);")]
    [InlineData("var folder = Path.GetDirectoryName(path)!; var staged = [|Path.Combine(folder, Path.GetFileName(path) + \".tmp\")|]; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var staged = [|path + \".tmp\"|]; using (var stream = File.Create(staged)) { stream.Write(bytes); stream.Flush(true); } File.Move(staged, path, true);")]
    [InlineData("var staged = [|path + \".tmp\"|]; using (var stream = new FileStream(staged, FileMode.Create, FileAccess.Write, FileShare.None)) { stream.Write(bytes); } File.Move(staged, path, true);")]
    [InlineData("var staged = [|path + \".tmp\"|]; try { using (var writer = new StreamWriter(staged)) { writer.Write(text); } File.Move(staged, path, true); } catch { File.Delete(staged); throw; }")]
    [InlineData("var staged = new FileInfo([|path + \".tmp\"|]); using (var stream = staged.Create()) { stream.Write(bytes); } staged.MoveTo(path, true);")]
    [InlineData("string? staged = null; staged = [|path + \".tmp\"|]; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var staged = [|\"state.tmp\"|]; File.WriteAllText(staged, text); File.Move(staged, \"state.json\", true);")]
    [InlineData("var staged = [|path + \".tmp\"|]; await Task.Run(() => File.WriteAllText(staged, text)); File.Move(staged, path, true);")]
    [InlineData("var staged = [|path + \".tmp\"|]; DownloadTo(other, staged); File.Move(staged, path, true); static void DownloadTo(string from, string to) { }")]
    [InlineData("var staged = [|path + \"\" + \".tmp\"|]; File.Copy(other, path, true); File.WriteAllText(staged, text); if (File.Exists(path)) File.Replace(staged, path, null); else File.Move(staged, path);")]
    public Task A_name_that_follows_from_the_target_is_found(string statements, string? second = null) =>
        new AnalyzerTest<SharedStagingNameAnalyzer>(WriteSource.In(second is null ? statements : statements.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal).Replace(second, "File.Move([|path + \".tmp\"|]", StringComparison.Ordinal))).RunAsync();

    [Fact]
    public Task It_is_found_through_fields_and_methods() => new AnalyzerTest<SharedStagingNameAnalyzer>(
        """
        using System.IO;
        class Fields
        {
            private readonly string _path;
            private readonly string _staged;
            public Fields(string path) { _path = path; _staged = [|path + ".tmp"|]; }
            public void Write(string text) => File.WriteAllText(_staged, text);
            public void Commit() => File.Move(_staged, _path, true);
        }
        class Primary(string path)
        {
            private string Staged => [|path + ".tmp"|];
            public void Save(string text) { File.WriteAllText(Staged, text); File.Move(Staged, path, true); }
        }
        class Methods
        {
            public void Save(string path, string text) { var staged = [|StagingFor(path)|]; Write(staged, text); Publish(staged, path); }
            private static string StagingFor(string path) => path + ".tmp";
            private static void Write(string file, string text) { using var writer = new StreamWriter(file); writer.Write(text); }
            private static void Publish(string staged, string path) { File.Move(staged, path, true); }
        }
        """).RunAsync();

    [Theory]
    [InlineData("var staged = path + \".\" + Guid.NewGuid() + \".tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var staged = $\"{path}.{Guid.NewGuid():N}.tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var staged = Path.Combine(_root, Path.GetRandomFileName()); File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var staged = $\"{path}.{Environment.ProcessId}.tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var staged = $\"{path}.{DateTime.UtcNow.Ticks}.tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var staged = Path.GetTempFileName(); File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var id = Guid.NewGuid().ToString(); var staged = path + id; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var final = Path.Combine(_root, Guid.NewGuid().ToString()); var staged = final + \".tmp\"; File.WriteAllText(staged, text); File.Move(staged, final);")]
    [InlineData("var staged = Unique(path); File.WriteAllText(staged, text); File.Move(staged, path, true); static string Unique(string name) => name + Random.Shared.Next();")]
    public Task A_name_of_its_own_is_no_finding(string statements) => new AnalyzerTest<SharedStagingNameAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Theory]
    [InlineData("var staged = path + \".tmp\"; using (var stream = new FileStream(staged, FileMode.CreateNew, FileAccess.Write)) { stream.Write(bytes); } File.Move(staged, path, true);")]
    [InlineData("var part = path + \".part\"; using (var stream = new FileStream(part, FileMode.Append)) { stream.Write(bytes); } File.Move(part, path, true);")]
    [InlineData("var part = path + \".part\"; using (var stream = new FileStream(part, FileMode.OpenOrCreate)) { stream.Seek(0, SeekOrigin.End); stream.Write(bytes); } File.Move(part, path, true);")]
    [InlineData("lock (_gate) { var staged = path + \".tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true); }")]
    [InlineData("await _turn.WaitAsync(token); try { var staged = path + \".tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true); } finally { _turn.Release(); }")]
    [InlineData("using var mutex = new Mutex(false, \"store\"); mutex.WaitOne(); var staged = path + \".tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    public Task Writers_that_keep_each_other_out_are_no_finding(string statements) => new AnalyzerTest<SharedStagingNameAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Fact]
    public Task A_method_that_is_only_called_under_a_lock_is_no_finding() => new AnalyzerTest<SharedStagingNameAnalyzer>(WriteSource.In(
        "lock (_gate) { Write(path, text); }",
        "private static void Write(string path, string text) { var staged = path + \".tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true); }")).RunAsync();

    [Theory]
    [InlineData("File.WriteAllText(path, text); File.Move(path, path + \".done\");")]
    [InlineData("File.Move(path, path + \".bak\", true); File.WriteAllText(path, text);")]
    [InlineData("File.Move(path + \".old\", path);")]
    [InlineData("File.WriteAllText(path, text); File.Move(path, other, true);")]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text);")]
    [InlineData("File.WriteAllText(path + \".tmp\", text); File.Move(other, path, true);")]
    [InlineData("var staged = Path.Combine(_root, other); File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var name = text.Replace(path + \".tmp\", path); File.WriteAllText(path + \".tmp\", name);")]
    [InlineData("var folder = path + \".tmp\"; Directory.CreateDirectory(folder); File.WriteAllText(Path.Combine(folder, \"a\"), text); Directory.Move(folder, path);")]
    public Task What_stages_nothing_or_says_nothing_of_its_name_is_no_finding(string statements) => new AnalyzerTest<SharedStagingNameAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen_and_what_to_write() =>
        new AnalyzerTest<SharedStagingNameAnalyzer>(WriteSource.In("var staged = [|path + \".tmp\"|]; File.WriteAllText(staged, text); File.Move(staged, path, true);"))
        {
            Messages = ["'path + \".tmp\"' names the same staging file for every writer: one publishes what another has written half. Give each a name of its own, or write with 'AtomicFile'."],
        }.RunAsync();

    [Theory]
    [InlineData("[|path + \".tmp\"|]", "path + \".\" + Path.GetRandomFileName() + \".tmp\"")]
    [InlineData("[|path + /* why */ \".tmp\"|] /* here */", "path + /* why */ \".\" + Path.GetRandomFileName() + \".tmp\" /* here */")]
    [InlineData("[|$\"{path}.tmp\"|]", "$\"{path}.{Path.GetRandomFileName()}.tmp\"")]
    [InlineData("[|Path.ChangeExtension(path, \".tmp\")|]", "Path.ChangeExtension(path, \".tmp\") + \".\" + Path.GetRandomFileName()")]
    [InlineData("[|Path.Combine(_root, \"index.tmp\")|]", "Path.Combine(_root, \"index.tmp\") + \".\" + Path.GetRandomFileName()", "Path.Combine(_root, \"index\")")]
    public Task The_fix_makes_the_name_unique(string name, string unique, string target = "path") => new CodeFixTest<SharedStagingNameAnalyzer, SharedStagingNameFix>(
        WriteSource.In($"var staged = {name}; File.WriteAllText(staged, text); File.Move(staged, {target}, true);"),
        WriteSource.In($"var staged = {unique}; File.WriteAllText(staged, text); File.Move(staged, {target}, true);")).RunAsync();

    [Theory]
    [InlineData("File.WriteAllText(path + \".tmp\", text); File.Move([|path + \".tmp\"|], path, true);", "")]
    [InlineData("File.WriteAllText(Staged, text); File.Move(Staged, _root, true);", "private string Staged => [|_root + \".tmp\"|];")]
    public Task A_name_that_is_made_anew_at_every_use_has_no_fix(string statements, string members) =>
        new CodeFixTest<SharedStagingNameAnalyzer, SharedStagingNameFix>(WriteSource.In(statements, members)).RunAsync();
}
