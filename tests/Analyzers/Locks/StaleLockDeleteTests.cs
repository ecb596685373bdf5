using Guarded.Analyzers.Locks;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Locks;

/// <summary>GRD5003.</summary>
public sealed class StaleLockDeleteTests
{
    [Theory]
    [InlineData("if (DateTime.UtcNow - File.GetLastWriteTimeUtc(lockPath) > Limit) [|File.Delete(lockPath)|];")]
    [InlineData("if (File.Exists(lockPath) && File.GetCreationTime(lockPath) < DateTime.Now.AddHours(-1)) { [|File.Delete(lockPath)|]; }")]
    [InlineData("var age = DateTime.UtcNow - File.GetLastWriteTimeUtc(lockPath); if (age > Limit) [|File.Delete(lockPath)|];")]
    [InlineData("var age = DateTime.UtcNow - File.GetLastWriteTimeUtc(lockPath); if (age < Limit) return; [|File.Delete(lockPath)|];")]
    [InlineData("var written = File.GetLastWriteTimeUtc(lockPath); if (DateTime.UtcNow.Subtract(written) > Limit) [|File.Delete(lockPath)|];")]
    [InlineData("var file = new FileInfo(lockPath); if (file.Exists && file.LastWriteTimeUtc < DateTime.UtcNow - Limit) [|file.Delete()|];")]
    [InlineData("var file = new FileInfo(path + \".lock\"); if ((DateTime.Now - file.CreationTime).TotalMinutes > 5) [|file.Delete()|];")]
    [InlineData("if (IsStale(lockPath)) [|File.Delete(lockPath)|];")]
    [InlineData("if (!IsFresh(lockPath)) [|File.Delete(lockPath)|];")]
    [InlineData("if (other.IsExpired) [|File.Delete(lockPath)|];")]
    [InlineData("var stale = IsStale(lockPath); if (stale) { try { [|File.Delete(lockPath)|]; } catch (IOException) { } }")]
    [InlineData("var taken = DateTime.Parse(File.ReadAllText(lockPath)); if (DateTime.UtcNow - taken > Limit) [|File.Delete(lockPath)|];")]
    [InlineData("if (DateTime.TryParse(File.ReadAllText(lockPath), out var createdAt) && DateTime.UtcNow - createdAt > Limit) [|File.Delete(lockPath)|];")]
    [InlineData("if (other.ExpiresAt < DateTimeOffset.UtcNow) [|File.Delete(lockPath)|];")]
    [InlineData("if (other.ExpiresAt < time.GetUtcNow()) [|File.Delete(lockPath)|];")]
    [InlineData("var now = DateTimeOffset.UtcNow; if (other.ExpiresAt < now) [|File.Delete(_lockFile)|];")]
    [InlineData("foreach (var file in Directory.GetFiles(path, \"*.lock\")) if (IsStale(file)) [|File.Delete(file)|];")]
    [InlineData("foreach (var file in new DirectoryInfo(path).GetFiles(\"*.lock\").Where(f => f.LastWriteTimeUtc < DateTime.UtcNow - Limit)) [|file.Delete()|];")]
    [InlineData("var p = Path.Combine(path, \"write.lock\"); if (IsStale(p)) [|File.Delete(p)|];")]
    [InlineData("var p = Path.Combine(path, \"locks\", other.Name); if (IsStale(p)) [|File.Delete(p)|];")]
    [InlineData("var p = $\"{path}.lck\"; if (IsStale(p)) [|File.Delete(p)|];")]
    [InlineData("if (IsStale(lockPath)) await [|s3.DeleteObjectAsync(path, lockPath)|];")]
    [InlineData("if (IsStale(lockPath)) await [|s3.DeleteObjectAsync(new DeleteObjectRequest { Key = \"locks/a\" })|];")]
    [InlineData("var request = new DeleteObjectRequest { Key = lockPath }; if (head.LastModified < DateTime.UtcNow - Limit) await [|s3.DeleteObjectAsync(request)|];")]
    public Task A_lock_that_is_judged_and_deleted_is_found(string statements) => new AnalyzerTest<StaleLockDeleteAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task So_is_the_file_of_a_file_lock() => new AnalyzerTest<StaleLockDeleteAnalyzer>(
        """
        using System; using System.IO;
        sealed class FileLock(string path)
        {
            private readonly string _path = path;
            public void Break() { if (Age() > TimeSpan.FromSeconds(9)) [|File.Delete(_path)|]; }
            private TimeSpan Age() => DateTime.UtcNow - File.GetLastWriteTimeUtc(_path);
        }
        """).RunAsync();

    [Theory]
    [InlineData("File.Delete(lockPath);")]
    [InlineData("if (File.Exists(lockPath)) File.Delete(lockPath);")]
    [InlineData("if (_held) File.Delete(lockPath);")]
    [InlineData("if (File.ReadAllText(lockPath) == path) File.Delete(lockPath);")]
    [InlineData("if (IsStale(path)) File.Delete(path);")]
    [InlineData("var log = path + \".log\"; if (IsStale(log)) File.Delete(log);")]
    [InlineData("var p = lockPath + \".tmp\"; if (IsStale(p)) File.Delete(p);")]
    [InlineData("foreach (var file in Directory.GetFiles(path, \"*.log\")) if (IsStale(file)) File.Delete(file);")]
    [InlineData("if (IsStale(blockPath)) File.Delete(blockPath);")]
    [InlineData("var clock = path; if (IsStale(clock)) File.Delete(clock);")]
    [InlineData("var unlockFile = path; if (IsStale(unlockFile)) File.Delete(unlockFile);")]
    [InlineData("var deadlock = path; if (IsStale(deadlock)) File.Delete(deadlock);")]
    [InlineData("if (IsStale(\"package-lock.json\")) File.Delete(\"package-lock.json\");")]
    [InlineData("if (IsStale(\"yarn.lock\")) File.Delete(\"yarn.lock\");")]
    [InlineData("if (IsStale(\"a/Cargo.lock\")) File.Delete(\"a/Cargo.lock\");")]
    [InlineData("if (IsStale(\"packages.lock.json\")) File.Delete(\"packages.lock.json\");")]
    [InlineData("var p = Path.Combine(lockPath, \"data.bin\"); if (IsStale(p)) File.Delete(p);")]
    [InlineData("_mutex.WaitOne(); if (IsStale(lockPath)) File.Delete(lockPath);")]
    [InlineData("using (new FileStream(lockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { if (IsStale(lockPath)) File.Delete(lockPath); }")]
    [InlineData("if (IsStale(lockPath)) File.Move(lockPath, path);")]
    [InlineData("if (IsStale(lockPath)) Console.WriteLine(lockPath); File.Delete(lockPath);")]
    [InlineData("var deadline = DateTime.UtcNow + Limit; while (_held) { if (DateTime.UtcNow > deadline) return; } File.Delete(lockPath);")]
    [InlineData("if (IsStale(lockPath)) await s3.DeleteObjectAsync(new DeleteObjectRequest { Key = lockPath, IfMatch = head.ETag });")]
    [InlineData("if (IsStale(lockPath)) await s3.DeleteObjectAsync(path, path);")]
    [InlineData("if (IsStale(lockPath)) Directory.Delete(path);")]
    [InlineData("if (IsStale(lockPath)) other.Delete();")]
    public Task Another_file_and_another_reason_are_no_findings(string statements) => new AnalyzerTest<StaleLockDeleteAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task A_test_makes_stale_locks_on_purpose() => new AnalyzerTest<StaleLockDeleteAnalyzer>(
        "using System; using System.IO; class FactAttribute : Attribute; class C { [Fact] void M(string lockPath) { if (File.GetLastWriteTime(lockPath) < DateTime.Now) File.Delete(lockPath); } }").RunAsync();

    [Fact]
    public Task The_message_says_what_happens() => new AnalyzerTest<StaleLockDeleteAnalyzer>(In("if (IsStale(lockPath)) [|File.Delete(lockPath)|];"))
    {
        Messages = ["The lock that is deleted here need not be the one that was found too old: meanwhile another process may have taken it, and then two hold it. Take it over in one step, on the condition that it is unchanged."],
    }.RunAsync();

    private static string In(string statements) =>
        $$"""
        using System;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.S3.Model;

        class C
        {
            private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
            private readonly Mutex _mutex = new();
            private readonly string _lockFile = "";
            private bool _held = true;

            async Task M(string path, string lockPath, string blockPath, Other other, S3 s3, Head head, TimeProvider time)
            {
                await Task.Yield();
                {{statements}}
            }

            static bool IsStale(string file) => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Limit;

            static bool IsFresh(string file)
            {
                var info = new FileInfo(file);
                return info.LastWriteTimeUtc >= DateTime.UtcNow - Limit;
            }
        }

        class Other
        {
            public string Name = "";
            public bool IsExpired;
            public DateTimeOffset ExpiresAt { get; set; }
            public void Delete() { }
        }

        class Head { public DateTime LastModified { get; set; } public string ETag = ""; }

        class S3
        {
            public Task DeleteObjectAsync(string bucket, string key) => Task.CompletedTask;
            public Task DeleteObjectAsync(DeleteObjectRequest request) => Task.CompletedTask;
        }

        namespace Amazon.S3.Model { public class DeleteObjectRequest { public string? Key { get; set; } public string? IfMatch { get; set; } } }
        """;
}
