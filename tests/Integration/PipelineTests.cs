using Pipeline;
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
        Assert.Contains("run 1 of airports.csv: 3376 rows recorded, the first is row 1, the last row 3376", (await PipelineAsync("run", Repository.Records, "--store", Store)).Succeeded().Output, StringComparison.Ordinal);
        var explained = (await PipelineAsync("explain", "2", "--store", Store)).Succeeded().Output;
        Assert.Contains("00R,Livingston Municipal,Livingston,TX,USA,30.68586111,-95.01792778", explained, StringComparison.Ordinal);
        Assert.Contains("verified", explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_over_the_same_file_stores_no_payload_twice()
    {
        for (var run = 0; run < 2; run++)
            (await PipelineAsync("run", Repository.Records, "--store", Store)).Succeeded();
        await using var workspace = await Workspace.OpenAsync(Store);
        var found = await Inspection.OfAsync(workspace);
        Assert.True(found.IsClean, found.ToString());
        Assert.Equal(2 * 3376, found.Rows);
        Assert.Equal(3376, found.Payloads);
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
        await RefusedAsync($"records.csv, line {line}: ", "run", file, "--store", Store);
        await RefusedAsync(fault, "run", file, "--store", Store);

        await using var workspace = await Workspace.OpenAsync(Store);
        Assert.True((await Inspection.OfAsync(workspace)).IsClean);
        if (line > 2)
            Assert.Contains("run      records.csv, Failed", (await PipelineAsync("explain", "1", "--store", Store)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_and_quoted_line_breaks_belong_where_they_stand()
    {
        var file = Path.Combine(_folder, "records.csv");
        await File.WriteAllTextAsync(file, "\uFEFF\"a\",b\r\n1,\"two\r\nlines\"\r\n\"he said \"\"no\"\"\",4");
        (await PipelineAsync("run", file, "--store", Store)).Succeeded();
        Assert.Contains("raw      1,\"two", (await PipelineAsync("explain", "1", "--store", Store)).Output, StringComparison.Ordinal);
        Assert.Contains("raw      \"he said \"\"no\"\"\",4", (await PipelineAsync("explain", "2", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_ends_the_search_for_its_record()
    {
        var file = Path.Combine(_folder, "records.csv");
        await File.WriteAllTextAsync(file, "a,b\n1,2\n3,\"" + string.Concat(Enumerable.Repeat("never closed\n", 2_000_000)));
        await RefusedAsync("records.csv, line 3: a record of more than", "run", file, "--store", Store);
    }

    [Theory]
    [InlineData("run", "")]
    [InlineData("run", "/tmp")]
    [InlineData("explain", "1", "--store", "")]
    [InlineData("explain", "one")]
    [InlineData("run")]
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

    private async Task RefusedAsync(string reason, params string[] arguments)
    {
        var refused = await PipelineAsync(arguments);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error: ", refused.Output, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
    }

    private Task<Command.Result> PipelineAsync(params string[] arguments) =>
        new Command(_folder).RunAsync("dotnet", [typeof(Workspace).Assembly.Location, .. arguments]);
}
