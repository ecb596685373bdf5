using Guarded.Analyzers.Locks;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Locks;

/// <summary>GRD5004.</summary>
public sealed class UnconditionalLockWriteTests
{
    [Theory]
    [InlineData("[|File.WriteAllText(lockPath, text)|];")]
    [InlineData("await [|File.WriteAllTextAsync(lockPath, text)|];")]
    [InlineData("[|File.WriteAllBytes(_lockFile, [])|];")]
    [InlineData("[|File.WriteAllLines(path + \".lock\", [text])|];")]
    [InlineData("if (!File.Exists(lockPath)) [|File.WriteAllText(lockPath, text)|];")]
    [InlineData("[|File.Create(lockPath)|].Dispose();")]
    [InlineData("[|File.Create(lockPath)|].Close();")]
    [InlineData("[|File.Create(lockPath)|];")]
    [InlineData("using ([|File.Create(lockPath)|]) { }")]
    [InlineData("using ([|File.Create(lockPath)|]) { return; }")]
    [InlineData("bool held; using ([|File.Create(lockPath)|]) { held = true; } Console.WriteLine(held);")]
    [InlineData("using (var file = [|File.Create(lockPath)|]) { System.Text.Json.JsonSerializer.Serialize(file, text); }")]
    [InlineData("using (var writer = [|File.CreateText(lockPath)|]) { writer.Write(text); }")]
    [InlineData("using (var writer = [|new StreamWriter(lockPath)|]) writer.WriteLine(text);")]
    [InlineData("using (var file = [|new FileStream(lockPath, FileMode.Create)|]) using (var writer = new StreamWriter(file)) { writer.Write(text); }")]
    [InlineData("var file = [|File.Create(lockPath)|]; file.Close(); Work();")]
    [InlineData("var p = Path.Combine(path, \".lock\"); [|File.WriteAllText(p, text)|];")]
    [InlineData("[|File.WriteAllText(Path.Combine(path, \"locks\", text), text)|];")]
    [InlineData("[|File.WriteAllText(LockPathOf(path), text)|];")]
    [InlineData("await s3.PutObjectAsync([|new PutObjectRequest { BucketName = path, Key = lockPath, ContentBody = text }|]);")]
    [InlineData("var request = [|new PutObjectRequest { BucketName = path, Key = $\"locks/{path}\" }|]; await s3.PutObjectAsync(request);")]
    [InlineData("var request = [|new PutObjectRequest()|]; request.Key = path + \".lock\"; await s3.PutObjectAsync(request);")]
    [InlineData("await [|lockBlob.UploadAsync(text, overwrite: true)|];")]
    [InlineData("await [|lockBlob.UploadAsync(text, true)|];")]
    public Task A_lock_that_is_overwritten_is_found(string statements) => new AnalyzerTest<UnconditionalLockWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("File.WriteAllText(path, text);")]
    [InlineData("File.WriteAllText(blockPath, text);")]
    [InlineData("File.WriteAllText(path + \".clock\", text);")]
    [InlineData("File.WriteAllText(lockPath + \".tmp\", text);")]
    [InlineData("File.WriteAllText(\"package-lock.json\", text);")]
    [InlineData("File.WriteAllText(Path.Combine(path, \"yarn.lock\"), text);")]
    [InlineData("File.WriteAllText(Path.Combine(path, \"Cargo.lock\"), text);")]
    [InlineData("File.WriteAllText(Path.Combine(path, \"Gemfile.lock\"), text);")]
    [InlineData("var packagesLockPath = path; File.WriteAllText(packagesLockPath, text);")]
    [InlineData("var p = Path.Combine(lockPath, \"data.json\"); File.WriteAllText(p, text);")]
    [InlineData("var lockScreenPath = path; File.WriteAllText(lockScreenPath, text);")]
    [InlineData("File.AppendAllText(lockPath, text);")]
    [InlineData("_ = File.ReadAllText(lockPath);")]
    [InlineData("using (new FileStream(lockPath, FileMode.CreateNew)) { }")]
    [InlineData("using (new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)) { Work(); }")]
    [InlineData("using var file = new FileStream(lockPath, FileMode.Create, FileAccess.Write, FileShare.None); Work();")]
    [InlineData("using (File.Create(lockPath)) { Work(); }")]
    [InlineData("using var file = File.Create(lockPath); Work();")]
    [InlineData("_stream = File.Create(lockPath);")]
    [InlineData("var file = File.Create(lockPath); Work(); file.Close();")]
    [InlineData("using (new FileStream(lockPath, FileMode.CreateNew)) { } File.WriteAllText(lockPath, text);")]
    [InlineData("_mutex.WaitOne(); File.WriteAllText(lockPath, text);")]
    [InlineData("using var writer = new StreamWriter(lockPath, true);")]
    [InlineData("await s3.PutObjectAsync(new PutObjectRequest { Key = path });")]
    [InlineData("await s3.PutObjectAsync(new PutObjectRequest { Key = lockPath, IfNoneMatch = \"*\" });")]
    [InlineData("await s3.PutObjectAsync(new PutObjectRequest { Key = lockPath, IfMatch = text });")]
    [InlineData("var request = new PutObjectRequest { Key = lockPath }; request.IfNoneMatch = \"*\"; await s3.PutObjectAsync(request);")]
    [InlineData("var request = new PutObjectRequest { Key = lockPath }; request.Headers[\"If-None-Match\"] = \"*\"; await s3.PutObjectAsync(request);")]
    [InlineData("await s3.PutObjectAsync(new PutObjectRequest { Key = \"objects/blocks/1\" });")]
    [InlineData("await lockBlob.UploadAsync(text, overwrite: false);")]
    [InlineData("await lockBlob.UploadAsync(text);")]
    [InlineData("Other.File.WriteAllText(lockPath, text);")]
    [InlineData("lock (_mutex) { Work(); }")]
    public Task A_lock_that_is_made_under_a_condition_and_what_is_none_are_no_findings(string statements) => new AnalyzerTest<UnconditionalLockWriteAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("class PackageInstaller { void M(string lockFile) { File.WriteAllText(lockFile, \"\"); } }")]
    [InlineData("class C { void WriteDependencies(string lockFile) { File.WriteAllText(lockFile, \"\"); } }")]
    [InlineData("class C { const string Name = \"project.lock.json\"; void M(string lockFile) { File.WriteAllText(lockFile, Name); } }")]
    [InlineData("class C { void SaveLocks(string lockFile, string json) { File.WriteAllText(lockFile, json); } }")]
    [InlineData("class C { void WriteLockFile(string lockFile, object all) { File.WriteAllText(lockFile, System.Text.Json.JsonSerializer.Serialize(all)); } }")]
    public Task A_lock_file_that_pins_versions_is_no_finding(string source) => new AnalyzerTest<UnconditionalLockWriteAnalyzer>("using System.IO;\n" + source).RunAsync();

    [Fact]
    public Task A_holder_that_is_written_as_json_is_found() => new AnalyzerTest<UnconditionalLockWriteAnalyzer>(
        "using System.IO; class C { void AcquireLock(string lockFile, string json) { [|File.WriteAllText(lockFile, json)|]; } }").RunAsync();

    [Fact]
    public Task A_request_of_a_missing_type_is_told_by_its_name() => new AnalyzerTest<UnconditionalLockWriteAnalyzer>(
        "class C { void M(IAmazonS3 s3, string lockKey) { s3.PutObjectAsync([|new PutObjectRequest { Key = lockKey }|]); } }") { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_message_says_what_happens_and_what_to_do() => new AnalyzerTest<UnconditionalLockWriteAnalyzer>(In("[|File.WriteAllText(lockPath, text)|]; var put = [|new PutObjectRequest { Key = lockPath }|];"))
    {
        Messages =
        [
            "This overwrites the lock, whoever holds it. Two processes can then hold it at once: create it with 'FileMode.CreateNew', or keep it open with 'FileShare.None', instead.",
            "This overwrites the lock, whoever holds it. Two processes can then hold it at once: put it under 'IfNoneMatch', or under 'IfMatch' with the version that was read, instead.",
        ],
    }.RunAsync();

    private static string In(string statements) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.S3.Model;

        class C
        {
            private readonly Mutex _mutex = new();
            private readonly string _lockFile = "";
            private FileStream? _stream;

            async Task M(string path, string lockPath, string blockPath, string text, S3 s3, Blob lockBlob)
            {
                await Task.Yield();
                {{statements}}
            }

            void Work() => _stream?.Dispose();
            static string LockPathOf(string path) => path;
        }

        class S3 { public Task PutObjectAsync(PutObjectRequest request) => Task.CompletedTask; }
        class Blob { public Task UploadAsync(string text, bool overwrite = false) => Task.CompletedTask; }

        namespace Other { static class File { public static void WriteAllText(string path, string text) { } } }

        namespace Amazon.S3.Model
        {
            public class PutObjectRequest
            {
                public string? BucketName { get; set; }
                public string? Key { get; set; }
                public string? ContentBody { get; set; }
                public string? IfMatch { get; set; }
                public string? IfNoneMatch { get; set; }
                public Dictionary<string, string> Headers { get; } = [];
            }
        }
        """;
}
