using System.Text.Json;
using Guarded.Store.Ledger;
using Pipeline;
using Pipeline.Commands;
using Tour;

namespace Guarded.Integration.Tests;

/// <summary>The pipeline sample as a user runs it: a process, its output, its exit code.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;

    private string Store => Path.Combine(_folder, "store");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_row_is_explained_down_to_its_raw_bytes()
    {
        Assert.Contains("run 1 of airports.csv: 3376 rows recorded, published as", (await PipelineAsync("run", Repository.Records, "--store", Store)).Succeeded().Output, StringComparison.Ordinal);
        var explained = (await PipelineAsync("explain", "2", "--store", Store)).Succeeded().Output;
        Assert.Contains("00R,Livingston Municipal,Livingston,TX,USA,30.68586111,-95.01792778", explained, StringComparison.Ordinal);
        Assert.Contains("verified", explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_over_the_same_file_stores_no_payload_twice()
    {
        (await PipelineAsync("run", Repository.Records, "--store", Store)).Succeeded();
        var first = await InspectAsync();
        (await PipelineAsync("run", Repository.Records, "--store", Store)).Succeeded();
        var second = await InspectAsync();
        Assert.True(second.IsClean, second.ToString());
        Assert.Equal((2 * 3376, first.Payloads), (second.Rows, second.Payloads));
    }

    [Fact]
    public async Task Rows_go_through_each_node_into_one_output()
    {
        var (csv, json, output) = (Path.Combine(_folder, "a.csv"), Path.Combine(_folder, "b.jsonl"), Path.Combine(_folder, "made", "out.jsonl"));
        await File.WriteAllTextAsync(csv, "name,size,kind\n one ,1.50,x\ntwo,2,y\n\"th\"\"ree\",,x\n");
        await File.WriteAllTextAsync(json, "{\"name\":\"four\",\"size\":\"-4\",\"kind\":\"x\",\"more\":[1]}\n\n{\"name\":\"five\",\"size\":5,\"kind\":\"x\"}");
        (await PipelineAsync("run", csv, json, "--where", "kind=x", "--number", "size", "--output", output, "--store", Store)).Succeeded();
        Assert.Equal(
            [
                "{\"name\":\"one\",\"size\":1.50,\"kind\":\"x\"}",
                "{\"name\":\"th\\u0022ree\",\"size\":null,\"kind\":\"x\"}",
                "{\"name\":\"four\",\"size\":-4,\"kind\":\"x\",\"more\":[1]}",
                "{\"name\":\"five\",\"size\":5,\"kind\":\"x\"}",
            ],
            await File.ReadAllLinesAsync(output));
        Assert.Contains("where    Skipped", (await PipelineAsync("explain", "2", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_a_node_fails_at_keeps_the_output_back_and_its_attempts_are_counted()
    {
        var file = Path.Combine(_folder, "a.csv");
        await File.WriteAllTextAsync(file, "name,size\none,1\ntwo,many\n");
        await EndsAsync(ExitCode.Incomplete, "row 2, at 'numbers': 'many' in 'size' is no number", "run", file, "--number", "size", "--store", Store);
        await EndsAsync(ExitCode.Incomplete, "row 2, at 'numbers'", "resume", "1", "--store", Store);
        Assert.Contains("numbers  Failed, attempt 2", (await PipelineAsync("explain", "2", "--store", Store)).Output, StringComparison.Ordinal);
        Assert.Contains("failed, can be resumed", (await PipelineAsync("status", "--store", Store)).Succeeded().Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Store, "a.csv.out.jsonl")));
    }

    [Fact]
    public async Task A_file_that_changed_is_not_taken_for_what_was_recorded()
    {
        var file = Path.Combine(_folder, "a.csv");
        await File.WriteAllTextAsync(file, "name,size\none,1\nbroken\n");
        await EndsAsync(ExitCode.Incomplete, "a.csv, line 3: ", "run", file, "--store", Store);
        await File.WriteAllTextAsync(file, "name,size\nOTHER,1\ntwo,2\n");
        await RefusedAsync("a.csv, line 2 is not the record that the run recorded there as row 1", "resume", "1", "--store", Store);
        await File.WriteAllTextAsync(file, "name,size\none,1\ntwo,2\n");
        (await PipelineAsync("resume", "1", "--store", Store)).Succeeded();
        (await PipelineAsync("resume", "1", "--store", Store)).Succeeded();
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(Store, "a.csv.out.jsonl"))).Length);
    }

    [Fact]
    public async Task What_a_purge_took_is_still_explained()
    {
        var file = Path.Combine(_folder, "a.csv");
        await File.WriteAllTextAsync(file, "name,size\none,1\ntwo,2\n");
        (await PipelineAsync("run", file, "--store", Store)).Succeeded();
        Assert.Contains("0 payloads of 0 runs", (await PipelineAsync("purge", "--store", Store)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("two,2", (await PipelineAsync("explain", "2", "--store", Store)).Succeeded().Output, StringComparison.Ordinal);

        (await PipelineAsync("purge", "--keep-days", "0", "--policy", "as the contract says", "--store", Store)).Succeeded();
        var gone = (await PipelineAsync("explain", "2", "--json", "--store", Store)).Succeeded().Output;
        Assert.Contains("\"policy\": \"as the contract says\"", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("two,2", gone, StringComparison.Ordinal);
        (await PipelineAsync("verify", "--store", Store)).Succeeded();
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(Store, "a.csv.out.jsonl"))).Length);
    }

    [Fact]
    public async Task What_is_missing_and_what_nobody_refers_to_is_found()
    {
        var file = Path.Combine(_folder, "a.csv");
        await File.WriteAllTextAsync(file, "name,size\none,1\n");
        (await PipelineAsync("run", file, "--store", Store)).Succeeded();
        await using (var workspace = await Workspace.OpenAsync(Store))
        {
            await workspace.Payloads.DeleteAsync((await workspace.Ledger.ExplainAsync(new RowId(1))).Row.Payload);
            await workspace.Payloads.StoreAsync("nobody's"u8.ToArray());
        }
        var verified = await PipelineAsync("verify", "--store", Store);
        Assert.Equal(ExitCode.Findings, verified.ExitCode);
        Assert.Contains("PayloadMissing", verified.Output, StringComparison.Ordinal);
        Assert.Contains("PayloadUnreferenced", verified.Output, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"payloadMissing\"", (await PipelineAsync("verify", "--json", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_ledger_is_on_PostgreSQL_where_the_setting_says_so()
    {
        var server = Environment.GetEnvironmentVariable("GUARDED_TEST_POSTGRES");
        Skip.If(string.IsNullOrEmpty(server), "GUARDED_TEST_POSTGRES is not set. Run 'tests/servers/postgres start FOLDER' and source FOLDER/env, or run ./test, which does both.");
        var refused = await PipelineAsync("status", "--postgres", "Host=127.0.0.1;Port=1;Timeout=5", "--store", _folder);
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        // The tests' server loses everything with its machine, which a ledger does not put up with.
        await EndsAsync(ExitCode.Refused, "fsync", "run", Repository.Records, "--postgres", server, "--store", Store);
        Assert.False(File.Exists(Path.Combine(Store, "ledger.db")));
    }

    [Fact]
    public async Task Each_answer_is_one_json_document_where_it_is_asked_for()
    {
        var file = Path.Combine(_folder, "a.csv");
        await File.WriteAllTextAsync(file, "name,size\none,1\n");
        foreach (var arguments in (string[][])[["run", file], ["status"], ["explain", "1"], ["purge"], ["verify"], ["resume", "1"]])
        {
            var answer = (await PipelineAsync([.. arguments, "--json", "--store", Store])).Succeeded();
            JsonDocument.Parse(answer.Output).Dispose();
        }
        JsonDocument.Parse((await PipelineAsync("explain", "9", "--json", "--store", Store)).Output).RootElement.GetProperty("error");
    }

    [Fact]
    public async Task A_records_file_that_is_missing_is_named_and_nothing_is_made()
    {
        await RefusedAsync("There is no records file", "run", Path.Combine(_folder, "missing.csv"), "--store", Store);
        Assert.False(Directory.Exists(Store));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n4,5\n", 3, "1 fields where the header has 2")]
    [InlineData("a,b\n1,2\n3,4,5\n", 3, "3 fields where the header has 2")]
    [InlineData("a,b\n1,\"two\nlines\"\n\n", 4, "1 fields where the header has 2")]
    [InlineData("a,b\n1,\"never closed\n2,3\n", 2, "a quote that is never closed")]
    [InlineData("a,b\n1,\"x\"y\n", 2, "goes on after its closing quote")]
    [InlineData("a,b\n1,x\"y\"\n", 2, "a quote inside")]
    [InlineData("", 1, "the file is empty")]
    [InlineData("a,b\r1,2\r", 1, "a carriage return that no line feed follows")]
    public async Task A_malformed_line_is_named_by_its_number_and_the_rows_before_it_stay(string content, int line, string fault)
    {
        var file = Path.Combine(_folder, "records.csv");
        await File.WriteAllTextAsync(file, content);
        await EndsAsync(ExitCode.Incomplete, $"records.csv, line {line}: ", "run", file, "--store", Store);
        await EndsAsync(ExitCode.Incomplete, fault, "run", file, "--store", Store);

        Assert.True((await InspectAsync()).IsClean);
        if (line > 2)
            Assert.Contains("run      1 of records.csv, Failed", (await PipelineAsync("explain", "1", "--store", Store)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_and_quoted_line_breaks_belong_where_they_stand()
    {
        var file = Path.Combine(_folder, "records.csv");
        await File.WriteAllTextAsync(file, "\uFEFF\"a\",b\r\n1,\"two\r\nlines\"\r\n\"he said \"\"no\"\"\",4");
        (await PipelineAsync("run", file, "--store", Store)).Succeeded();
        Assert.Contains("         1,\"two", (await PipelineAsync("explain", "1", "--store", Store)).Output, StringComparison.Ordinal);
        Assert.Contains("         \"he said \"\"no\"\"\",4", (await PipelineAsync("explain", "2", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_ends_the_search_for_its_record()
    {
        var file = Path.Combine(_folder, "records.csv");
        await File.WriteAllTextAsync(file, "a,b\n1,2\n3,\"" + string.Concat(Enumerable.Repeat("never closed\n", 2_000_000)));
        await EndsAsync(ExitCode.Incomplete, "records.csv, line 3: a record of more than", "run", file, "--store", Store);
    }

    [Theory]
    [InlineData("run", "")]
    [InlineData("run", "/tmp")]
    [InlineData("explain", "1", "--store", "")]
    [InlineData("explain", "one")]
    [InlineData("run")]
    [InlineData("resume", "first")]
    [InlineData("purge", "--keep-days", "-1")]
    [InlineData("purge", "--keep-days", "soon")]
    public async Task Wrong_arguments_are_said_without_a_stack_trace(params string[] arguments)
    {
        var refused = await PipelineAsync(arguments);
        Assert.Equal(1, refused.ExitCode);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task What_cannot_be_explained_says_why()
    {
        await RefusedAsync("does not exist", "explain", "1", "--store", Store);
        (await PipelineAsync("run", Repository.Records, "--store", Store)).Succeeded();
        await RefusedAsync("no row 4711", "explain", "4711", "--store", Store);
    }

    [Fact]
    public async Task A_ledger_of_something_else_and_a_store_that_is_a_file_are_refused_and_stay()
    {
        Directory.CreateDirectory(Store);
        await File.WriteAllTextAsync(Path.Combine(Store, "ledger.db"), "not a database, but someone's file");
        await RefusedAsync("no SQLite database", "run", Repository.Records, "--store", Store);
        Assert.Equal("not a database, but someone's file", await File.ReadAllTextAsync(Path.Combine(Store, "ledger.db")));

        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "mine");
        await RefusedAsync("cannot be created", "run", Repository.Records, "--store", Path.Combine(_folder, "file"));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_folder, "file")));
    }

    private async Task<Inspection> InspectAsync()
    {
        await using var workspace = await Workspace.OpenAsync(Store);
        return await Inspection.OfAsync(workspace);
    }

    private Task RefusedAsync(string reason, params string[] arguments) => EndsAsync(ExitCode.Refused, reason, arguments);

    private async Task EndsAsync(int exitCode, string reason, params string[] arguments)
    {
        var refused = await PipelineAsync(arguments);
        Assert.Equal(exitCode, refused.ExitCode);
        Assert.Contains("error: ", refused.Output, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
    }

    private Task<Command.Result> PipelineAsync(params string[] arguments) =>
        new Command(_folder).RunAsync("dotnet", [typeof(Workspace).Assembly.Location, .. arguments]);
}
