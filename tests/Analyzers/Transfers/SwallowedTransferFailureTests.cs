using Guarded.Analyzers.Transfers;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Transfers;

/// <summary>GRD6001.</summary>
public sealed class SwallowedTransferFailureTests
{
    [Theory]
    [InlineData("try { await s3.PutObjectAsync(new PutObjectRequest { Key = key }); } [|catch|] (Exception e) { Console.WriteLine(e); } index.Add(key);")]
    [InlineData("var request = new PutObjectRequest { Key = key }; try { await s3.PutObjectAsync(request); } [|catch|] { } index.Add(request.Key!);")]
    [InlineData("try { var request = new PutObjectRequest { Key = key }; await s3.PutObjectAsync(request); } [|catch|] { } index.Add(key);")]
    [InlineData("foreach (var file in files) { try { await UploadAsync(file); } [|catch|] (Exception e) { _logger.LogError(e.Message); } index.Add(file); }")]
    [InlineData("foreach (var file in files) { try { await UploadAsync(file); } [|catch|] (Exception) { } map[file] = key; }")]
    [InlineData("try { await DownloadAsync(key, path); } [|catch|] (IOException e) { Console.Error.WriteLine(e.Message); } map.Add(key, path);")]
    [InlineData("try { File.Copy(path, key); } [|catch|] { } index.Add(key);")]
    [InlineData("try { File.Move(path, key); } [|catch|] { } map[key] = path;")]
    [InlineData("try { await UploadAsync(entry.Path); } [|catch|] { } entry.Uploaded = true;")]
    [InlineData("try { await UploadAsync(key); } [|catch|] { } await SaveAsync(key);")]
    [InlineData("try { await UploadAsync(key); } [|catch|] { } MarkUploaded(new Entry { Path = key });")]
    [InlineData("try { await UploadAsync(key); } [|catch|] (Exception e) { Console.WriteLine(e); } Console.WriteLine(key); index.Add(key);")]
    [InlineData("try { await UploadAsync(key); } catch (OperationCanceledException) { throw; } [|catch|] (Exception) { } index.Add(key);")]
    [InlineData("foreach (var file in files) { try { await UploadAsync(file); } [|catch|] (Exception) { } } SaveIndex(files);")]
    [InlineData("try { s3.Missing(1); await new TransferUtility().UploadAsync(path, key); } [|catch|] { } index.Add(key);")]
    public Task A_failure_that_is_passed_over_and_recorded_is_found(string statements) => new AnalyzerTest<SwallowedTransferFailureAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("try { await UploadAsync(key); } catch (Exception e) { Console.WriteLine(e); throw; } index.Add(key);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { return; } index.Add(key);")]
    [InlineData("foreach (var file in files) { try { await UploadAsync(file); } catch (Exception e) { Console.WriteLine(e); continue; } index.Add(file); }")]
    [InlineData("try { await UploadAsync(key); index.Add(key); } catch (Exception e) { Console.WriteLine(e); }")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { failed.Add(key); } index.Add(key);")]
    [InlineData("var ok = false; try { await UploadAsync(key); ok = true; } catch (Exception) { } if (ok) index.Add(key);")]
    [InlineData("var ok = false; try { await UploadAsync(key); ok = true; } catch (Exception) { } map.Add(key, ok.ToString());")]
    [InlineData("string? url = null; try { url = await LinkAsync(key); } catch (Exception) { } if (url != null) map.Add(key, url);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { } failed.Add(key);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { } visited.Add(key);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { } index.Add(path);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { } Console.WriteLine(key);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { } File.Delete(key);")]
    [InlineData("try { File.Copy(path, key); } catch (IOException) { } if (File.Exists(key)) index.Add(key);")]
    [InlineData("for (var i = 0; i < 3; i++) { try { await UploadAsync(key); break; } catch (Exception) { } index.Add(key); }")]
    [InlineData("try { await UploadAsync(key); return; } catch (Exception) { } index.Add(key);")]
    [InlineData("try { await UploadAsync(key); } catch (OperationCanceledException) { } index.Add(key);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception e) when (e.HResult == 1) { } index.Add(key);")]
    [InlineData("try { await DownloadAsync(key, path); } catch (FileNotFoundException) { } index.Add(key);")]
    [InlineData("try { Parse(key); } catch (FormatException) { } index.Add(key);")]
    [InlineData("try { index.Remove(key); } catch (Exception) { } index.Add(key);")]
    [InlineData("try { map[key] = path; } catch (Exception) { } index.Add(key);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { } UpdateProgress(key);")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { } entry.Path = key;")]
    [InlineData("try { await UploadAsync(key); } catch (Exception) { } map[key] = null!;")]
    [InlineData("foreach (var file in files) { try { await UploadAsync(file); } catch (Exception) { } } Console.WriteLine(files);")]
    public Task A_failure_that_is_heeded_and_what_records_something_else_are_no_findings(string statements) => new AnalyzerTest<SwallowedTransferFailureAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task A_client_of_a_missing_type_is_told_by_its_method() => new AnalyzerTest<SwallowedTransferFailureAnalyzer>(
        "using System.Collections.Generic; class C { void M(IAmazonS3 s3, string key, List<string> index) { try { s3.PutObject(new PutObjectRequest { Key = key }); } [|catch|] { } index.Add(key); } }") { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_message_names_the_transfer() => new AnalyzerTest<SwallowedTransferFailureAnalyzer>(In("try { await UploadAsync(key); } [|catch|] { } index.Add(key);"))
    {
        Messages = ["That 'UploadAsync' failed is passed over here, and what follows records its outcome as if it had not. Leave the record out, or let it say so."],
    }.RunAsync();

    private static string In(string statements) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading.Tasks;
        using Amazon.S3;

        class C
        {
            private readonly Logger _logger = new();

            async Task M(string path, string key, Client s3, List<string> files, List<string> index, List<string> failed, List<string> visited, Dictionary<string, string> map, Entry entry)
            {
                await Task.Yield();
                _logger.LogError("");
                {{statements}}
            }

            Task UploadAsync(string file) => Task.CompletedTask;
            Task DownloadAsync(string key, string path) => Task.CompletedTask;
            Task<string> LinkAsync(string key) => Task.FromResult(key);
            Task SaveAsync(string key) => Task.CompletedTask;
            void SaveIndex(List<string> files) { }
            void MarkUploaded(Entry entry) { }
            void UpdateProgress(string key) { }
            void Parse(string key) { }
        }

        class Entry { public string Path { get; set; } = ""; public bool Uploaded { get; set; } }
        class Logger { public void LogError(string text) { } }

        namespace Amazon.S3
        {
            public class PutObjectRequest { public string? Key { get; set; } }
            public class TransferUtility { public Task UploadAsync(string path, string key) => Task.CompletedTask; }
            public class Client { public Task PutObjectAsync(PutObjectRequest request) => Task.CompletedTask; public void Missing(int a) { } }
        }
        """;
}
