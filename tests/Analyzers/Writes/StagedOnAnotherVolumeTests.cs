using Guarded.Analyzers.CodeFixes.Writes;
using Guarded.Analyzers.Writes;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Writes;

/// <summary>GRD1004.</summary>
public sealed class StagedOnAnotherVolumeTests
{
    [Theory]
    [InlineData("var staged = Path.GetTempFileName(); File.WriteAllText(staged, text); [|File.Move|](staged, path, true);")]
    [InlineData("var staged = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()); File.WriteAllText(staged, text); [|File.Move|](staged, path);")]
    [InlineData("var staged = Path.Combine(Path.GetTempPath(), \"store\", Path.GetRandomFileName()); File.WriteAllText(staged, text); [|File.Replace|](staged, path, null);")]
    [InlineData("var staged = Path.GetTempPath() + text; [|File.Move|](staged, Path.Combine(_root, text));")]
    [InlineData("var staged = $\"{Path.GetTempPath()}{text}\"; [|File.Move|](staged, path);")]
    [InlineData("var folder = Directory.CreateTempSubdirectory(); var staged = Path.Combine(folder.FullName, text); File.WriteAllText(staged, text); [|File.Move|](staged, path);")]
    [InlineData("var staged = new FileInfo(Path.GetTempFileName()); [|staged.MoveTo|](path, true);")]
    [InlineData("var staged = Path.Combine(Environment.GetEnvironmentVariable(\"TMP\")!, text); [|File.Move|](staged, path);")]
    [InlineData("var staged = Path.ChangeExtension(Path.GetTempFileName(), \".json\"); [|File.Move|](staged, path);")]
    [InlineData("var folder = Path.Combine(Path.GetTempPath(), text); [|Directory.Move|](folder, path);")]
    [InlineData("string staged; staged = Path.GetTempFileName(); try { [|File.Move|](staged, path); } finally { File.Delete(staged); }")]
    [InlineData("var staged = Path.GetTempFileName(); await Task.Run(() => [|File.Move|](staged, path), token);")]
    public Task A_file_that_leaves_the_temp_folder_is_found(string statements) => new AnalyzerTest<StagedOnAnotherVolumeAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Fact]
    public Task It_is_found_through_fields_and_methods() => new AnalyzerTest<StagedOnAnotherVolumeAnalyzer>(
        """
        using System.IO;
        class C(string path)
        {
            private readonly string _staged = Path.GetTempFileName();
            private static string Scratch => Path.Combine(Path.GetTempPath(), "scratch");
            public void Commit() => [|File.Move|](_staged, path, true);
            public void CommitScratch() => [|File.Move|](Scratch, path, true);
            public void CommitNamed(string name) => [|File.Move|](In(name), path, true);
            public void CommitThrough() => Publish(Path.GetTempFileName(), path);
            private static string In(string name) { return Path.Combine(Path.GetTempPath(), name); }
            private static void Publish(string staged, string target) => [|File.Move|](staged, target, true);
        }
        """).RunAsync();

    [Theory]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); File.Move(staged, path, true);")]
    [InlineData("var staged = Path.Combine(_root, Path.GetRandomFileName()); File.Move(staged, path);")]
    [InlineData("var a = Path.GetTempFileName(); File.Move(a, Path.ChangeExtension(a, \".xml\"));")]
    [InlineData("File.Move(Path.GetTempFileName(), Path.Combine(Path.GetTempPath(), text));")]
    [InlineData("var tempFolder = other; File.Move(Path.GetTempFileName(), Path.Combine(tempFolder, text));")]
    [InlineData("File.Move(path, Path.Combine(Path.GetTempPath(), text));")]
    [InlineData("var staged = Path.GetTempFileName(); File.WriteAllText(staged, text); File.Delete(staged);")]
    [InlineData("var staged = Path.GetTempFileName(); File.WriteAllText(staged, text); File.Copy(staged, path);")]
    [InlineData("var staged = text.Length > 3 ? Path.GetTempFileName() : other; File.Move(staged, path);")]
    [InlineData("var staged = Path.GetTempFileName(); if (text.Length > 3) staged = other; File.Move(staged, path);")]
    [InlineData("var staged = Path.GetTempFileName(); if (Path.GetPathRoot(staged) == Path.GetPathRoot(path)) File.Move(staged, path);")]
    [InlineData("var name = text.Replace(Path.GetTempPath(), _root); File.Move(name, path);")]
    [InlineData("File.Move(Path.Combine(_root, Path.GetTempPath()), path);")]
    public Task What_stays_on_its_volume_or_may_is_no_finding(string statements) => new AnalyzerTest<StagedOnAnotherVolumeAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen_and_what_to_write() =>
        new AnalyzerTest<StagedOnAnotherVolumeAnalyzer>(WriteSource.In("[|File.Move|](Path.GetTempFileName(), path); [|Directory.Move|](Path.GetTempPath(), path);"))
        {
            Messages =
            [
                "'File.Move' leaves the folder for temporary files, which is often another volume: there it copies, and a crash leaves a torn file at the target. Stage beside the target instead, or write with 'AtomicFile'.",
                "'Directory.Move' leaves the folder for temporary files, which is often another volume: there it fails. Stage beside the target instead, or write with 'AtomicFile'.",
            ],
        }.RunAsync();

    [Theory]
    [InlineData("Path.GetTempFileName()")]
    [InlineData("Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())")]
    [InlineData("Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(\"N\") + \".tmp\")")]
    public Task The_fix_stages_beside_the_target(string staging) => new CodeFixTest<StagedOnAnotherVolumeAnalyzer, StagedOnAnotherVolumeFix>(
        WriteSource.In($"var staged = {staging}; // Aside.\n        File.WriteAllText(staged, text);\n        [|File.Move|](staged, path, true);"),
        WriteSource.In("var staged = path + \".\" + Path.GetRandomFileName(); // Aside.\n        File.WriteAllText(staged, text);\n        File.Move(staged, path, true);")).RunAsync();

    [Theory]
    [InlineData("var staged = Path.GetTempFileName(); var target = Path.Combine(_root, text); [|File.Move|](staged, target);")]
    [InlineData("[|File.Move|](Path.GetTempFileName(), path);")]
    [InlineData("var staged = Path.GetTempFileName(); [|File.Move|](staged, Path.Combine(_root, text));")]
    [InlineData("var folder = Path.Combine(Path.GetTempPath(), text); Directory.CreateDirectory(folder); [|File.Move|](Path.Combine(folder, \"a\"), path);")]
    public Task Where_the_target_is_not_at_hand_there_is_no_fix(string statements) => new CodeFixTest<StagedOnAnotherVolumeAnalyzer, StagedOnAnotherVolumeFix>(WriteSource.In(statements)).RunAsync();
}
