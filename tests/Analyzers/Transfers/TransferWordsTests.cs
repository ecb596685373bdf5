using Guarded.Analyzers.Transfers;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Transfers;

/// <summary>The words by which GRD6001 knows what is transferred, what is recorded, and what is neither: each for itself.</summary>
public sealed class TransferWordsTests
{
    [Theory]
    [InlineData("Upload")]
    [InlineData("Download")]
    [InlineData("UploadAll")]
    [InlineData("PushFile")]
    [InlineData("PullFile")]
    [InlineData("TransferFile")]
    [InlineData("SendFile")]
    [InlineData("SendFiles")]
    [InlineData("SendObject")]
    [InlineData("SendBlob")]
    [InlineData("SendPayload")]
    [InlineData("PutObject")]
    [InlineData("PutBlob")]
    [InlineData("CopyBlob")]
    [InlineData("StoreObject")]
    [InlineData("GetObject")]
    public Task A_call_of_this_name_transfers(string name) => RunAsync($"try {{ client.{name}(key); }} [|catch|] {{ }} index.Add(key);");

    [Theory]
    [InlineData("Push")]
    [InlineData("Send")]
    [InlineData("SendMail")]
    [InlineData("Put")]
    [InlineData("PutAway")]
    [InlineData("Get")]
    [InlineData("Copy")]
    [InlineData("Move")]
    [InlineData("Compute")]
    public Task A_call_of_this_name_does_not(string name) => RunAsync($"try {{ client.{name}(key); }} catch {{ }} index.Add(key);");

    [Theory]
    [InlineData("Amazon.S3")]
    [InlineData("Azure.Storage.Blobs")]
    [InlineData("Microsoft.Azure.Storage.Blob")]
    [InlineData("Microsoft.WindowsAzure.Storage")]
    [InlineData("Google.Cloud.Storage.V1")]
    [InlineData("Minio")]
    [InlineData("FluentFTP")]
    [InlineData("Renci.SshNet")]
    [InlineData("WinSCP")]
    [InlineData("System.Net.Mine")]
    [InlineData("Guarded.Store.Payloads")]
    public Task A_put_of_this_namespace_transfers(string space) => RunAsync(
        $"try {{ new {space}.Place().Put(key); }} [|catch|] {{ }} index.Add(key);",
        $"namespace {space} {{ public class Place {{ public void Put(string key) {{ }} }} }}");

    [Theory]
    [InlineData("Acme.Storage")]
    [InlineData("System.Collections.Mine")]
    public Task One_of_another_does_not(string space) => RunAsync(
        $"try {{ new {space}.Place().Put(key); }} catch {{ }} index.Add(key);",
        $"namespace {space} {{ public class Place {{ public void Put(string key) {{ }} public void Copy(string key) {{ }} }} }}");

    [Theory]
    [InlineData("Add")]
    [InlineData("TryAdd")]
    [InlineData("Insert")]
    [InlineData("Save")]
    [InlineData("Record")]
    [InlineData("Mark")]
    [InlineData("Register")]
    [InlineData("Append")]
    [InlineData("Upsert")]
    [InlineData("Complete")]
    [InlineData("Publish")]
    [InlineData("Commit")]
    [InlineData("Store")]
    [InlineData("Update")]
    public Task A_call_of_this_name_records(string name) => RunAsync($"try {{ Upload(key); }} [|catch|] {{ }} book.{name}(key);");

    [Theory]
    [InlineData("Try")]
    [InlineData("Remove")]
    [InlineData("AddProgress")]
    [InlineData("AddLabel")]
    [InlineData("UpdateStatus")]
    [InlineData("AppendLog")]
    [InlineData("AddFailed")]
    [InlineData("RecordFailure")]
    [InlineData("AddError")]
    [InlineData("AddHeader")]
    [InlineData("AppendQuery")]
    [InlineData("UpdateDisplay")]
    public Task A_call_of_this_name_records_nothing(string name) => RunAsync($"try {{ Upload(key); }} catch {{ }} book.{name}(key);");

    [Theory]
    [InlineData("visited")]
    [InlineData("seen")]
    [InlineData("attempted")]
    [InlineData("attempts")]
    [InlineData("tried")]
    [InlineData("failed")]
    [InlineData("failures")]
    [InlineData("errors")]
    [InlineData("error")]
    [InlineData("pending")]
    [InlineData("retry")]
    [InlineData("retries")]
    [InlineData("queue")]
    [InlineData("builder")]
    [InlineData("sb")]
    [InlineData("log")]
    [InlineData("logger")]
    [InlineData("console")]
    [InlineData("temp")]
    [InlineData("cleanup")]
    [InlineData("headers")]
    [InlineData("missing")]
    [InlineData("skipped")]
    public async Task What_is_called_so_tells_what_was_tried(string name)
    {
        await RunAsync($"try {{ Upload(key); }} catch {{ }} {name}.Add(key);");
        await RunAsync($"try {{ Upload(key); }} catch {{ }} {name}[key] = path;");
    }

    [Theory]
    [InlineData("Uploaded")]
    [InlineData("Downloaded")]
    [InlineData("Synced")]
    [InlineData("Done")]
    [InlineData("Completed")]
    [InlineData("Complete")]
    [InlineData("Copied")]
    [InlineData("Transferred")]
    [InlineData("Stored")]
    [InlineData("Saved")]
    [InlineData("Archived")]
    [InlineData("Pushed")]
    [InlineData("Pulled")]
    [InlineData("Published")]
    [InlineData("Processed")]
    public async Task A_flag_of_this_name_records(string name)
    {
        await RunAsync($"try {{ Upload(entry.Path); }} [|catch|] {{ }} entry.Is{name} = true;");
        await RunAsync($"try {{ Upload(entry.Path); }} catch {{ }} entry.Is{name} = false;");
    }

    [Theory]
    [InlineData("Save", "Index")]
    [InlineData("Record", "Manifest")]
    [InlineData("Publish", "Catalog")]
    [InlineData("Commit", "Catalogue")]
    [InlineData("Store", "All")]
    [InlineData("Write", "Uploaded")]
    [InlineData("Put", "Synced")]
    [InlineData("Upload", "Done")]
    [InlineData("Update", "Completed")]
    [InlineData("Mark", "State")]
    [InlineData("Save", "Snapshot")]
    public Task Recording_all_of_them_is_a_record(string verb, string what) =>
        RunAsync($"foreach (var file in files) {{ try {{ Upload(file); }} [|catch|] {{ }} }} book.{verb}{what}(files);");

    [Theory]
    [InlineData("Show", "Index")]
    [InlineData("Save", "Report")]
    public Task Doing_something_else_with_all_of_them_is_none(string verb, string what) =>
        RunAsync($"foreach (var file in files) {{ try {{ Upload(file); }} catch {{ }} }} book.{verb}{what}(files);");

    [Theory]
    [InlineData("string bucket")]
    [InlineData("string container")]
    [InlineData("string token")]
    [InlineData("string client")]
    [InlineData("string options")]
    [InlineData("string progress")]
    [InlineData("string stream")]
    [InlineData("string content")]
    [InlineData("string folder")]
    [InlineData("string directory")]
    [InlineData("string dir")]
    [InlineData("string root")]
    [InlineData("string @base")]
    [InlineData("string cancellation")]
    [InlineData("string context")]
    [InlineData("string logger")]
    [InlineData("string config")]
    [InlineData("string settings")]
    [InlineData("bool it")]
    [InlineData("int it")]
    [InlineData("long it")]
    [InlineData("CancellationToken it")]
    [InlineData("Stream it")]
    [InlineData("FileStream it")]
    [InlineData("MemoryStream it")]
    [InlineData("IProgress<int> it")]
    [InlineData("HttpClient it")]
    public Task What_is_of_this_type_or_name_says_not_what_goes_where(string parameter) =>
        RunAsync($"void Bring({parameter}) {{ try {{ Upload({parameter.Split(' ')[1]}); }} catch {{ }} index.Add({parameter.Split(' ')[1]}); }}");

    [Theory]
    [InlineData("string it")]
    [InlineData("Guid it")]
    [InlineData("Entry it")]
    public Task What_is_of_another_does(string parameter) =>
        RunAsync($"void Bring({parameter}) {{ try {{ Upload({parameter.Split(' ')[1]}); }} [|catch|] {{ }} index.Add({parameter.Split(' ')[1]}); }}");

    // Names alone tell: what is called is declared nowhere.
    private static Task RunAsync(string statements, string declarations = "") => new AnalyzerTest<SwallowedTransferFailureAnalyzer>(
        $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Net.Http;
        using System.Threading;

        class C
        {
            void M(string path, string key, List<string> files, Entry entry)
            {
                {{statements}}
            }
        }

        class Entry { public string Path { get; set; } = ""; }
        {{declarations}}
        """) { MayBeBroken = true }.RunAsync();
}
