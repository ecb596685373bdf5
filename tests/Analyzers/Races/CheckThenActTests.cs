using Guarded.Analyzers.CodeFixes.Races;
using Guarded.Analyzers.Races;
using Guarded.Store.Files;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Races;

/// <summary>GRD1005.</summary>
public sealed class CheckThenActTests
{
    private const string Delay = "Task.Delay";
    private const string Sleep = "Thread.Sleep";

    [Theory]
    [InlineData("if (![|File.Exists(path)|]) File.WriteAllText(path, text);")]
    [InlineData("if (![|File.Exists(path)|]) { using var made = File.Create(path); }")]
    [InlineData("if (![|File.Exists(path)|]) File.Create(path).Dispose();")]
    [InlineData("if (![|System.IO.File.Exists(path)|]) { using var made = new FileStream(path, FileMode.Create); }")]
    [InlineData("if (![|File.Exists(path)|]) { using var made = new StreamWriter(path); }")]
    [InlineData("if (![|File.Exists(path)|]) await File.WriteAllTextAsync(path, text, token);")]
    [InlineData("if ([|File.Exists(path)|] == false) File.WriteAllText(path, text);")]
    [InlineData("if ([|File.Exists(path)|] is false) File.WriteAllText(path, text);")]
    [InlineData("if ([|File.Exists(path)|] is not true) File.WriteAllText(path, text);")]
    [InlineData("if ([|File.Exists(path)|]) return; File.WriteAllText(path, text);")]
    [InlineData("if ([|File.Exists(path)|]) { Log(path); return; } Log(text); File.WriteAllText(path, text);")]
    [InlineData("if ([|File.Exists(path)|]) throw new IOException(path); File.WriteAllText(path, text);")]
    [InlineData("if (!overwrite && [|File.Exists(path)|]) throw new IOException(path); File.WriteAllText(path, text);")]
    [InlineData("if (overwrite || ![|File.Exists(path)|]) File.WriteAllText(path, text);")]
    [InlineData("if ([|File.Exists(path)|]) Log(path); else File.WriteAllText(path, text);")]
    [InlineData("if (![|File.Exists(path)|]) File.Copy(text, path, true);")]
    [InlineData("try { if (![|File.Exists(path)|]) File.WriteAllText(path, text); } catch (IOException) { }")]
    [InlineData("if (text != \"\" && ![|File.Exists(path)|] && path != \"\") File.WriteAllText(path, text);")]
    [InlineData("if (![|Path.Exists(path)|]) File.WriteAllText(path, text);")]
    [InlineData("foreach (var name in lines) { if ([|File.Exists(name)|]) continue; File.WriteAllText(name, text); }")]
    [InlineData("var i = 0; while ([|File.Exists(path)|]) path = text + i++; File.WriteAllText(path, text);")]
    [InlineData("while ([|File.Exists(path)|]) await " + Delay + "(10, token); File.Create(path).Dispose();")]
    public Task Creating_what_was_not_there_is_found(string statements) => new AnalyzerTest<CheckThenActAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("if ([|File.Exists(path)|]) Log(File.ReadAllText(path));")]
    [InlineData("if (![|File.Exists(path)|]) return; Log(await File.ReadAllTextAsync(path));")]
    [InlineData("if (![|File.Exists(path)|]) { Log(path); return; } using var stream = File.OpenRead(path);")]
    [InlineData("Log([|File.Exists(path)|] ? File.ReadAllText(path) : \"\");")]
    [InlineData("Log(![|File.Exists(path)|] ? \"\" : File.ReadAllText(path));")]
    [InlineData("if ([|File.Exists(path)|] && File.ReadAllText(path) != text) Log(text);")]
    [InlineData("if (![|File.Exists(path)|] || File.ReadAllText(path) != text) Log(text);")]
    [InlineData("if (text == null || ![|File.Exists(path)|]) return; Log(File.ReadAllText(path));")]
    [InlineData("if ([|File.Exists(path)|]) { using var reader = new StreamReader(path); }")]
    [InlineData("if ([|File.Exists(path)|]) { using FileStream stream = new(path, FileMode.Open, FileAccess.Read); }")]
    [InlineData("if ([|File.Exists(path)|]) System.Xml.Linq.XDocument.Load(path);")]
    [InlineData("var there = [|File.Exists(path)|]; if (there) Log(File.ReadAllText(path));")]
    [InlineData("var there = [|File.Exists(path)|] && text != \"\"; if (!there) return; Log(File.ReadAllText(path));")]
    [InlineData("if ([|File.Exists(Path.Combine(path, text))|]) Log(File.ReadAllText(Path.Combine(path, text)));")]
    [InlineData("var file = new FileInfo(path); if ([|file.Exists|]) file.OpenRead().Dispose();")]
    [InlineData("FileInfo file = new(path); if (![|file.Exists|]) return; Log(File.ReadAllText(file.FullName));")]
    [InlineData("var file = new FileInfo(path); if ([|file.Exists|]) Log(File.ReadAllText(path));")]
    [InlineData("if ([|new FileInfo(path).Exists|]) Log(File.ReadAllText(path));")]
    [InlineData("if ([|File.Exists(_field)|]) Log(File.ReadAllText(this._field));")]
    [InlineData("try { if ([|File.Exists(path)|]) Log(File.ReadAllText(path)); } catch (InvalidOperationException) { }")]
    [InlineData("try { if ([|File.Exists(path)|]) Log(File.ReadAllText(path)); } catch (IOException) { Log(path); throw; }")]
    [InlineData("if ([|File.Exists(path)|]) await Task.Run(() => File.ReadAllText(path));")]
    public Task Reading_what_was_there_is_found(string statements) => new AnalyzerTest<CheckThenActAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("if ([|File.Exists(path)|]) File.Delete(path); File.Move(text, path);")]
    [InlineData("if ([|File.Exists(path)|]) { File.Delete(path); } Log(text); File.Copy(text, path);")]
    [InlineData("if ([|File.Exists(path)|]) { File.Delete(path); File.Move(text, path); }")]
    [InlineData("try { if ([|File.Exists(path)|]) File.Delete(path); File.Move(text, path); } catch (Exception e) { Log(e.Message); }")]
    [InlineData("if ([|File.Exists(path)|]) File.Replace(text, path, null); else File.Move(text, path, true);")]
    [InlineData("if (![|File.Exists(path)|]) File.Move(text, path);")]
    [InlineData("if ([|File.Exists(path)|]) File.Move(path, text);")]
    [InlineData("if ([|File.Exists(path)|]) File.Copy(path, text, true);")]
    [InlineData("var file = new FileInfo(path); if ([|file.Exists|]) file.MoveTo(text);")]
    [InlineData("if ([|Directory.Exists(path)|]) Directory.Delete(path, true);")]
    [InlineData("if ([|Directory.Exists(path)|]) Directory.Delete(path, recursive: true); Directory.Move(text, path);")]
    [InlineData("if (![|Directory.Exists(path)|]) Directory.Move(text, path);")]
    [InlineData("var folder = new DirectoryInfo(path); if ([|folder.Exists|]) folder.Delete(true);")]
    public Task Moving_and_deleting_is_found(string statements) => new AnalyzerTest<CheckThenActAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("if (File.Exists(path)) File.Delete(path);")]
    [InlineData("if (File.Exists(path)) File.Delete(path); File.WriteAllText(path, text);")]
    [InlineData("if (File.Exists(path)) File.Delete(path); File.Move(text, path, overwrite: true);")]
    [InlineData("if (File.Exists(path)) File.Delete(path); using var stream = new FileStream(path, FileMode.CreateNew);")]
    [InlineData("if (!Directory.Exists(path)) Directory.CreateDirectory(path);")]
    [InlineData("if (!Directory.Exists(path)) { Directory.CreateDirectory(path); File.WriteAllText(Path.Combine(path, text), text); }")]
    [InlineData("if (!Directory.Exists(path)) return; foreach (var file in Directory.GetFiles(path)) Log(file);")]
    [InlineData("var folder = new DirectoryInfo(path); if (!folder.Exists) folder.Create();")]
    [InlineData("if (!File.Exists(path)) { using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write); }")]
    [InlineData("if (!File.Exists(path)) File.AppendAllText(path, text);")]
    public Task What_cannot_go_wrong_is_no_finding(string statements) => new AnalyzerTest<CheckThenActAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("if (!File.Exists(path)) throw new FileNotFoundException(path); Log(File.ReadAllText(path));")]
    [InlineData("if (!File.Exists(path)) { Log(path); throw new FileNotFoundException(path); } File.Move(path, text);")]
    [InlineData("if (File.Exists(path)) Log(File.ReadAllText(path)); else throw new FileNotFoundException(path);")]
    [InlineData("if (File.Exists(path)) { Log(File.ReadAllText(path)); return; } throw new FileNotFoundException(path);")]
    [InlineData("Log(File.Exists(path) ? File.ReadAllText(path) : throw new FileNotFoundException(path));")]
    [InlineData("if (!File.Exists(path)) { Console.Error.WriteLine(path); return; } Log(File.ReadAllText(path));")]
    [InlineData("if (!File.Exists(path)) { Console.WriteLine(path); Environment.Exit(1); } Log(File.ReadAllText(path));")]
    [InlineData("if (File.Exists(path)) throw new IOException(path); File.Move(text, path);")]
    [InlineData("if (!overwrite && File.Exists(path)) throw new IOException(path); File.Copy(text, path, overwrite);")]
    [InlineData("if (!File.Exists(path)) Log(path); Log(File.ReadAllText(path));")]
    [InlineData("if (!File.Exists(path)) path = text; Log(File.ReadAllText(path));")]
    [InlineData("var chosen = File.Exists(path) ? path : text; Log(File.ReadAllText(chosen));")]
    [InlineData("if (!File.Exists(path)) { path = text; File.WriteAllText(path, text); }")]
    [InlineData("Log(File.Exists(path) ? \"there\" : \"missing\");")]
    [InlineData("var there = File.Exists(path); File.WriteAllText(path, text); if (!there) Log(path);")]
    [InlineData("if (File.Exists(path)) Log(File.ReadAllText(text));")]
    [InlineData("if (File.Exists(path)) Log(path + File.GetLastWriteTimeUtc(path));")]
    public Task A_check_that_picks_a_message_or_a_default_is_no_finding(string statements) => new AnalyzerTest<CheckThenActAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("while (!File.Exists(path)) await " + Delay + "(10, token); Log(File.ReadAllText(path));")]
    [InlineData("for (var i = 0; i < 9 && !File.Exists(path); i++) " + Sleep + "(10); Log(File.ReadAllText(path));")]
    [InlineData("while (true) { if (File.Exists(path)) { Log(File.ReadAllText(path)); break; } await " + Delay + "(10, token); }")]
    [InlineData("SpinWait.SpinUntil(() => File.Exists(path)); Log(File.ReadAllText(path));")]
    public Task Waiting_for_a_file_is_no_finding(string statements) => new AnalyzerTest<CheckThenActAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("try { if (File.Exists(path)) Log(File.ReadAllText(path)); } catch (IOException) { }")]
    [InlineData("if (!File.Exists(path)) return; try { Log(File.ReadAllText(path)); } catch (FileNotFoundException) { }")]
    [InlineData("if (!File.Exists(path)) { try { File.Move(text, path); } catch (IOException) when (File.Exists(path)) { } }")]
    [InlineData("if (Directory.Exists(path)) { try { Directory.Delete(path, true); } catch (Exception) { } }")]
    [InlineData("try { if (File.Exists(path)) Log(File.ReadAllText(path)); } catch { }")]
    [InlineData("if (File.Exists(path)) Retry(() => Log(File.ReadAllText(path)));")]
    [InlineData("lock (_gate) { if (!File.Exists(path)) File.WriteAllText(path, text); }")]
    [InlineData("if (!File.Exists(path)) { lock (_gate) { if (!File.Exists(path)) File.WriteAllText(path, text); } }")]
    [InlineData("await _semaphore.WaitAsync(token); try { if (!File.Exists(path)) File.WriteAllText(path, text); } finally { _semaphore.Release(); }")]
    [InlineData("using var held = AcquireLock(); if (File.Exists(path)) Log(File.ReadAllText(path));")]
    [InlineData("var scratch = Path.Combine(Path.GetTempPath(), text); if (File.Exists(scratch)) Log(File.ReadAllText(scratch));")]
    [InlineData("if (File.Exists(\"/proc/version\")) Log(File.ReadAllText(\"/proc/version\"));")]
    public Task What_nobody_disturbs_or_somebody_bears_is_no_finding(string statements) => new AnalyzerTest<CheckThenActAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("if (Other.File.Exists(path)) Log(File.ReadAllText(path));")]
    [InlineData("if (lines.Exists(line => line == path)) Log(File.ReadAllText(path));")]
    [InlineData("_ = nameof(File.Exists);")]
    [InlineData("Func<string, bool> exists = File.Exists; if (exists(path)) Log(File.ReadAllText(path));")]
    public Task A_look_alike_is_no_finding(string statements) => new AnalyzerTest<CheckThenActAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task Top_level_statements_are_seen() => new AnalyzerTest<CheckThenActAnalyzer>(
        """
        using System.IO;
        var path = args[0];
        if ([|File.Exists(path)|])
            File.Delete(path);
        File.Move(args[1], path);
        """) { OutputKind = OutputKind.ConsoleApplication }.RunAsync();

    [Fact]
    public Task Members_of_a_missing_library_are_judged_by_what_they_are_written_on() => new AnalyzerTest<CheckThenActAnalyzer>(
        """
        class C
        {
            private readonly {|CS0246:IFileSystem|} _files = null!;
            void M(string path) { if (![|_files.File.Exists(path)|]) _files.File.WriteAllText(path, ""); }
        }
        """).RunAsync();

    [Fact]
    public Task A_call_whose_argument_has_no_type_is_judged_by_its_candidates() => new AnalyzerTest<CheckThenActAnalyzer>(
        """
        using System.IO;
        class C { void M(string path) { if (![|File.Exists(path)|]) File.WriteAllText(path, {|CS0103:Missing|}.Text); } }
        """).RunAsync();

    [Fact]
    public Task The_message_says_what_goes_wrong_and_what_to_write() => new AnalyzerTest<CheckThenActAnalyzer>(In("if ([|File.Exists(path)|]) File.Delete(path); File.Move(text, path);"))
    {
        Messages = ["What is at 'path' may have changed when 'File.Move' runs. Move over what is there in one step with 'overwrite: true', or do without the check and catch 'IOException'."],
    }.RunAsync();

    [Theory]
    [InlineData(
        "if ([|File.Exists(path)|])\n            File.Delete(path);\n        File.Move(text, path);",
        "File.Move(text, path, overwrite: true);")]
    [InlineData(
        "if ([|File.Exists(path)|])\n        {\n            File.Delete(path);\n        }\n\n        // Now.\n        Log(text);\n        File.Copy(text, path); // Done.",
        "// Now.\n        Log(text);\n        File.Copy(text, path, overwrite: true); // Done.")]
    [InlineData(
        "// It may be there.\n        if ([|File.Exists(path)|]) { File.Delete(path); }\n        File.Move(text, path);",
        "// It may be there.\n        File.Move(text, path, overwrite: true);")]
    [InlineData(
        "if (![|File.Exists(path)|])\n            File.WriteAllText(path, text); // Once.",
        "AtomicFile.TryCreateNewText(path, text); // Once.")]
    [InlineData(
        "// Once.\n        if (![|File.Exists(path)|])\n        {\n            await File.WriteAllBytesAsync(path, bytes, token).ConfigureAwait(false);\n        }",
        "// Once.\n        await AtomicFile.TryCreateNewBytesAsync(path, bytes, token).ConfigureAwait(false);")]
    public Task The_fix_asks_and_acts_in_one(string statements, string replacement) => Fix(In(statements), Imported(In(replacement))).RunAsync();

    [Theory]
    [InlineData("if (![|File.Exists(path)|])\n            AtomicFile.WriteAllText(path, text);", "AtomicFile.TryCreateNewText(path, text);")]
    [InlineData("if (![|File.Exists(path)|])\n            await AtomicFile.WriteAllBytesAsync(path, bytes, token);", "await AtomicFile.TryCreateNewBytesAsync(path, bytes, token);")]
    public Task A_write_that_is_whole_is_no_less_in_a_race(string statements, string replacement) => Fix(Imported(In(statements)), Imported(In(replacement))).RunAsync();

    [Theory]
    [InlineData("if (!File.Exists(path)) AtomicFile.TryCreateNewText(path, text);")]
    [InlineData("if (File.Exists(path)) Log(path); AtomicFile.WriteAllText(path, text);")]
    public Task One_that_asks_by_itself_is_not(string statements) => Fix(Imported(In(statements)), Imported(In(statements))).RunAsync();

    [Theory]
    [InlineData("if ([|File.Exists(path)|]) { File.Delete(path); /* why */ } File.Move(text, path);")]
    [InlineData("if ([|File.Exists(path)|]) { Log(path); File.Delete(path); } File.Move(text, path);")]
    [InlineData("if (text != \"\" && [|File.Exists(path)|]) File.Delete(path); File.Move(text, path);")]
    [InlineData("if (![|File.Exists(path)|]) File.WriteAllText(path, text); else Log(text);")]
    [InlineData("if (![|File.Exists(path)|]) File.WriteAllLines(path, lines);")]
    [InlineData("if (![|File.Exists(path)|]) File.Move(text, path);")]
    [InlineData("if ([|File.Exists(path)|]) Log(File.ReadAllText(path));")]
    public Task Where_no_one_step_means_the_same_there_is_no_fix(string statements) => Fix(In(statements), null).RunAsync();

    private static CodeFixTest<CheckThenActAnalyzer, CheckThenActFix> Fix(string source, string? fixedSource) =>
        new(source, fixedSource) { References = [MetadataReference.CreateFromFile(typeof(AtomicFile).Assembly.Location)] };

    private static string Imported(string source) =>
        source.Contains("AtomicFile", StringComparison.Ordinal) ? source.Replace("using System.Threading.Tasks;\n", "using System.Threading.Tasks;\nusing Guarded.Store.Files;\n", StringComparison.Ordinal) : source;

    private static string In(string statements) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            private readonly object _gate = new();
            private readonly SemaphoreSlim _semaphore = new(1);
            private string _field = "";

            async Task M(string path, string text, byte[] bytes, List<string> lines, bool overwrite, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            static void Log(string text) { }
            static void Retry(Action action) { }
            static IDisposable AcquireLock() => null!;
        }

        namespace Other
        {
            static class File { public static bool Exists(string path) => true; }
        }

        """;
}
