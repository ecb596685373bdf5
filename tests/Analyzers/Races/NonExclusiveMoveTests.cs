using Guarded.Analyzers.Races;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Races;

/// <summary>GRD1006.</summary>
public sealed class NonExclusiveMoveTests
{
    private const string Sleep = "Thread.Sleep";

    [Theory]
    [InlineData("try { [|File.Move(staged, path)|]; return true; } catch (IOException) { return false; }")]
    [InlineData("try { [|File.Move(staged, path, false)|]; return true; } catch (System.IO.IOException) { return false; }")]
    [InlineData("try { [|File.Move(staged, path, overwrite: false)|]; return true; } catch (IOException) when (File.Exists(path)) { Log(path); return false; }")]
    [InlineData("try { [|File.Move(staged, path)|]; } catch (IOException e) when (e.HResult == -2147024713) { Log(path); } return true;")]
    [InlineData("try { [|File.Move(staged, path)|]; } catch (IOException) { if (!File.Exists(path)) throw; } return true;")]
    [InlineData("try { [|File.Move(staged, path)|]; } catch (IOException) { File.Delete(staged); } return true;")]
    [InlineData("try { [|File.Move(staged, path)|]; } catch (IOException) { } finally { File.Delete(staged); } return true;")]
    [InlineData("for (var i = 0; ; i++) { try { [|File.Move(staged, path + i)|]; break; } catch (IOException) { continue; } } return true;")]
    [InlineData("try { [|new FileInfo(staged).MoveTo(path)|]; return true; } catch (IOException) { return false; }")]
    [InlineData("var final = Path.Combine(path, staged.Length.ToString()); var own = final + Guid.NewGuid(); try { [|File.Move(own, final)|]; return true; } catch (IOException) { return false; }")]
    [InlineData("try { File.WriteAllText(staged, path); [|File.Move(staged, path)|]; return true; } catch (UnauthorizedAccessException) { throw; } catch (IOException) { return false; }")]
    public Task A_move_whose_failure_is_an_answer_is_found(string statements) => new AnalyzerTest<NonExclusiveMoveAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("File.Move(staged, path); return true;")]
    [InlineData("try { File.Move(staged, path, true); return true; } catch (IOException) { return false; }")]
    [InlineData("try { File.Move(staged, path, overwrite: true); return true; } catch (IOException) when (File.Exists(path)) { return false; }")]
    [InlineData("try { File.Move(staged, path); return true; } catch (IOException e) { Log(e.Message); return false; }")]
    [InlineData("try { File.Move(staged, path); return true; } catch (IOException e) { throw new InvalidOperationException(path, e); }")]
    [InlineData("try { File.Move(staged, path); return true; } catch (IOException) { throw; }")]
    [InlineData("try { File.Move(staged, path); return true; } catch (Exception) { return false; }")]
    [InlineData("try { File.Move(staged, path); return true; } catch { return false; }")]
    [InlineData("try { File.Move(staged, path); return true; } catch (FileNotFoundException) { return false; }")]
    [InlineData("for (var i = 0; ; i++) { try { File.Move(staged, path); return true; } catch (IOException) when (i < 3) { } }")]
    [InlineData("while (true) { try { File.Move(staged, path); return true; } catch (IOException) { " + Sleep + "(10); } }")]
    [InlineData("try { File.Move(staged, staged + \".taken\"); return true; } catch (IOException) { return false; }")]
    [InlineData("var taken = Path.Combine(path, Path.GetFileName(staged)); try { File.Move(staged, taken); return true; } catch (IOException) { return false; }")]
    [InlineData("try { File.Move(staged, path); } catch (IOException) { } return true;")]
    [InlineData("if (OperatingSystem.IsWindows()) { try { File.Move(staged, path); return true; } catch (IOException) { return false; } } return true;")]
    [InlineData("try { Directory.Move(staged, path); return true; } catch (IOException) { return false; }")]
    [InlineData("try { Other.File.Move(staged, path); return true; } catch (IOException) { return false; }")]
    [InlineData("try { Log(path); } catch (IOException) { File.Move(staged, path); return false; } return true;")]
    [InlineData("try { Action move = () => File.Move(staged, path); move(); return true; } catch (IOException) { return false; }")]
    public Task A_move_that_may_fail_is_no_finding(string statements) => new AnalyzerTest<NonExclusiveMoveAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task The_message_says_what_goes_wrong_and_what_to_write() => new AnalyzerTest<NonExclusiveMoveAnalyzer>(In("try { [|File.Move(staged, path)|]; return true; } catch (IOException) { return false; }"))
    {
        Messages = ["'File.Move' looks whether the name is free and then renames: of two writers at once neither may fail, and one file is lost. Claim the name with 'AtomicFile.CreateNew' or 'FileMode.CreateNew'."],
    }.RunAsync();

    private static string In(string statements) =>
        $$"""
        using System;
        using System.IO;
        using System.Threading;

        class C
        {
            bool M(string staged, string path)
            {
                {{statements}}
            }

            static void Log(string text) { }
        }

        namespace Other
        {
            static class File { public static void Move(string source, string target) { } }
        }

        """;
}
