using Guarded.Analyzers.CodeFixes.Writes;
using Guarded.Analyzers.Writes;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Writes;

/// <summary>GRD1007.</summary>
public sealed class GapBeforeReplaceTests
{
    [Theory]
    [InlineData("File.WriteAllText(other, text); [|File.Delete|](path); File.Move(other, path);")]
    [InlineData("if (File.Exists(path)) [|File.Delete|](path); File.Move(other, path);")]
    [InlineData("if (File.Exists(path)) { [|File.Delete|](path); } File.Move(other, path);")]
    [InlineData("try { [|File.Delete|](path); } catch (IOException) { } File.Move(other, path);")]
    [InlineData("try { [|File.Delete|](path); File.Move(other, path); } catch (IOException) { File.Delete(other); throw; }")]
    [InlineData("var file = new FileInfo(path); if (file.Exists) [|file.Delete|](); File.Move(other, path);")]
    [InlineData("var file = new FileInfo(path); [|file.Delete|](); new FileInfo(other).MoveTo(file.FullName);")]
    [InlineData("var target = Path.Combine(_root, text); [|File.Delete|](target); File.Move(other, Path.Combine(_root, text));")]
    [InlineData("[|File.Delete|](path); await Task.Run(() => File.Move(other, path), token);")]
    [InlineData("[|File.Delete|](path); File.Move(sourceFileName: other, destFileName: path);")]
    [InlineData("if (text.Length > 1) { File.Delete(path); return; } [|File.Delete|](path); File.Move(other, path);")]
    public Task A_target_that_is_deleted_first_is_found(string statements) => new AnalyzerTest<GapBeforeReplaceAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Theory]
    [InlineData("var staged = path + \".tmp\"; File.WriteAllText(staged, text); [|File.Copy|](staged, path, true); File.Delete(staged);")]
    [InlineData("var staged = Path.GetTempFileName(); try { File.WriteAllText(staged, text); [|File.Copy|](staged, path, overwrite: true); } finally { File.Delete(staged); }")]
    [InlineData("using (var stream = File.Create(other)) { stream.Write(bytes); } [|File.Copy|](other, path, true); File.Delete(other);")]
    [InlineData("var staged = new FileInfo(path + \".tmp\"); using (var stream = staged.Create()) { stream.Write(bytes); } [|staged.CopyTo|](path, true); staged.Delete();")]
    public Task A_staged_file_that_is_copied_is_found(string statements) => new AnalyzerTest<GapBeforeReplaceAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Fact]
    public Task They_are_found_through_fields_and_methods() => new AnalyzerTest<GapBeforeReplaceAnalyzer>(
        """
        using System.IO;
        class C(string path)
        {
            private readonly string _path = Path.GetFullPath(path);
            public void Commit(string staged) { [|Remove|](_path); File.Move(staged, _path); }
            public void Swap(string staged) { if (File.Exists(_path)) [|File.Delete|](_path); Put(staged, _path); }
            private static void Remove(string file) { try { File.Delete(file); } catch (IOException) { } }
            private static void Put(string staged, string file) => File.Move(staged, file);
        }
        """).RunAsync();

    [Theory]
    [InlineData("File.Move(other, path, overwrite: true);")]
    [InlineData("File.Delete(path); File.WriteAllText(path, text);")]
    [InlineData("File.Delete(other); File.Move(path, text);")]
    [InlineData("File.Move(other, path); File.Delete(other);")]
    [InlineData("if (text.Length == 0) { File.Delete(path); return; } File.Move(other, path);")]
    [InlineData("if (text.Length == 0) { File.Delete(path); } else { File.Move(other, path); }")]
    [InlineData("switch (text) { case \"a\": File.Delete(path); break; default: File.Move(other, path); break; }")]
    [InlineData("var backup = path + \".bak\"; File.Delete(backup); File.Move(path, backup);")]
    [InlineData("var kept = path + \"~\"; File.Delete(kept); File.Move(path, kept);")]
    [InlineData("File.Delete(\"app.old.txt\"); File.Move(\"app.txt\", \"app.old.txt\");")]
    [InlineData("for (var i = 9; i > 0; i--) { var next = $\"{path}.{i + 1}\"; File.Delete(next); File.Move($\"{path}.{i}\", next); }")]
    [InlineData("try { File.Replace(other, path, null); } catch (PlatformNotSupportedException) { File.Delete(path); File.Move(other, path); }")]
    [InlineData("Directory.Delete(path, true); Directory.Move(other, path);")]
    [InlineData("void Clear() => File.Delete(path); File.Move(other, path); Clear();")]
    public Task What_leaves_no_gap_or_one_that_nobody_sees_is_no_finding(string statements) => new AnalyzerTest<GapBeforeReplaceAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Theory]
    [InlineData("File.Copy(other, path, true);")]
    [InlineData("File.WriteAllText(other, text); File.Copy(other, path, true);")]
    [InlineData("File.Copy(other, path, true); File.Delete(other);")]
    [InlineData("var staged = Path.GetTempFileName(); File.Copy(path, staged, true); File.Delete(staged);")]
    [InlineData("var backup = path + \".bak\"; File.WriteAllText(other, text); File.Copy(other, backup, true); File.Delete(other);")]
    [InlineData("bytes.CopyTo(new byte[9], 0); text = text.Replace(path, other); File.Delete(path);")]
    public Task A_copy_of_what_stays_is_no_finding(string statements) => new AnalyzerTest<GapBeforeReplaceAnalyzer>(WriteSource.In(statements)).RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen_and_what_to_write() =>
        new AnalyzerTest<GapBeforeReplaceAnalyzer>(WriteSource.In("[|File.Delete|](path); File.Move(other, path); var staged = path + \".tmp\"; [|File.Copy|](staged, path, true); File.Delete(staged);"))
        {
            Messages =
            [
                "'File.Delete' leaves no file under the name until the other is moved there: whoever looks in between, or after a crash, finds none. Replace the file in one step: 'File.Move' with 'overwrite: true', or 'AtomicFile'.",
                "'File.Copy' fills the target in place: a crash in between leaves a torn file under its final name, though the staged one is whole. Replace the file in one step: 'File.Move' with 'overwrite: true', or 'AtomicFile'.",
            ],
        }.RunAsync();

    [Theory]
    [InlineData("[|File.Delete|](path);\n        File.Move(other, path);", "File.Move(other, path, overwrite: true);")]
    [InlineData("if (File.Exists(path))\n            [|File.Delete|](path);\n        File.Move(other, path); // In place.", "File.Move(other, path, overwrite: true); // In place.")]
    [InlineData("if (File.Exists(path))\n        {\n            [|File.Delete|](path);\n        }\n\n        File.Move(other, path);", "File.Move(other, path, overwrite: true);")]
    [InlineData("[|File.Delete|](path);\n        File.Move(other, path, false);", "File.Move(other, path, overwrite: true);")]
    [InlineData("[|File.Delete|](path);\n        File.Move(destFileName: path, sourceFileName: other);", "File.Move(destFileName: path, sourceFileName: other, overwrite: true);")]
    [InlineData("var staged = path + \".tmp\";\n        [|File.Copy|](staged, path, true);\n        File.Delete(staged);", "var staged = path + \".tmp\";\n        File.Move(staged, path, true);")]
    [InlineData("var staged = path + \".tmp\";\n        try { [|File.Copy|](staged, path, true); } finally { File.Delete(staged); }", "var staged = path + \".tmp\";\n        try { File.Move(staged, path, true); } finally { File.Delete(staged); }")]
    public Task The_fix_replaces_in_one_step(string statements, string replacement) =>
        new CodeFixTest<GapBeforeReplaceAnalyzer, GapBeforeReplaceFix>(WriteSource.In(statements), WriteSource.In(replacement)).RunAsync();

    [Fact]
    public Task The_fix_keeps_the_comments_of_what_it_removes() => new CodeFixTest<GapBeforeReplaceAnalyzer, GapBeforeReplaceFix>(
        WriteSource.In("// The old one goes.\n        [|File.Delete|](path);\n        // The new one comes.\n        File.Move(other, path);"),
        WriteSource.In("// The old one goes.\n        // The new one comes.\n        File.Move(other, path, overwrite: true);")).RunAsync();

    [Theory]
    [InlineData("try { [|File.Delete|](path); } catch (IOException) { } File.Move(other, path);")]
    [InlineData("var staged = new FileInfo(other); [|File.Delete|](path); var moved = 1; if (moved == 1) { staged.MoveTo(path); }")]
    [InlineData("if (!File.Exists(other)) return; else [|File.Delete|](path); File.Move(other, path);")]
    public Task Where_it_is_not_that_simple_there_is_no_fix(string statements) => new CodeFixTest<GapBeforeReplaceAnalyzer, GapBeforeReplaceFix>(WriteSource.In(statements)).RunAsync();
}
