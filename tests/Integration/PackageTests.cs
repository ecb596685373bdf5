namespace Guarded.Integration.Tests;

/// <summary>What a user meets: packages from a feed, the real build, the real <c>dotnet format</c>.</summary>
public sealed class PackageTests(LocalFeed feed) : IClassFixture<LocalFeed>
{
    private const string Gaps = """
        using Guarded.Store.Ledger;
        using Guarded.Store.Objects;
        using Guarded.Store.Payloads;
        using Guarded.Store.Sqlite;

        var folder = args[0];
        var payloads = new PayloadStore(FileObjectStore.OpenOrCreate(Path.Combine(folder, "objects")));
        await using var ledger = await SqliteLedger.OpenOrCreateAsync(Path.Combine(folder, "ledger.db"), payloads);
        var run = await ledger.StartRunAsync("two rows");
        var payload = await payloads.StoreAsync("the raw bytes"u8.ToArray());

        // The row that forgets its bytes.
        var row = await ledger.CreateRowAsync(run.Id, 0, null!);
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);

        var explained = await ledger.ExplainAsync(row.Id);
        File.WriteAllText(Path.Combine(folder, "explained.txt"), new StreamReader(await explained.Raw.OpenAsync()).ReadToEnd()); // in place
        Console.WriteLine(File.ReadAllText(Path.Combine(folder, "explained.txt")));
        """;

    [Fact]
    public async Task A_gap_fails_the_build_and_dotnet_format_closes_it()
    {
        var user = feed.NewConsumer();
        user.AddProject("App", "Exe", ["Guarded.Store", "Guarded.Store.Sqlite"]);
        user.Write("App/Program.cs", Gaps);

        var failed = await user.DotnetAsync("build", "App");
        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("error GRD2001", failed.Output, StringComparison.Ordinal);
        Assert.Contains("warning GRD1001", failed.Output, StringComparison.Ordinal);

        (await user.DotnetAsync("format", "analyzers", "App", "--diagnostics", "GRD1001", "GRD2001", "--severity", "warn", "--no-restore")).Succeeded();
        var source = user.Read("App/Program.cs");
        Assert.Contains("CreateRowAsync(run.Id, 0, payload);", source, StringComparison.Ordinal);
        Assert.Contains("AtomicFile.WriteAllText(Path.Combine(folder, \"explained.txt\")", source, StringComparison.Ordinal);
        Assert.Contains("using Guarded.Store.Files;", source, StringComparison.Ordinal);
        Assert.Contains("// The row that forgets its bytes.", source, StringComparison.Ordinal);

        var built = (await user.DotnetAsync("build", "App")).Succeeded();
        Assert.DoesNotContain("GRD", built.Output, StringComparison.Ordinal);
        Directory.CreateDirectory(user.PathOf("data"));
        var ran = (await user.DotnetAsync("run", "--no-build", "--project", "App", "--", user.PathOf("data"))).Succeeded();
        Assert.Contains("the raw bytes", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Guarded.Store.Sqlite")]
    [InlineData("Guarded.Store.Postgres")]
    [InlineData("Guarded.Store.S3")]
    [InlineData("Guarded.Store.Hosting")]
    [InlineData("Guarded.Analyzers", "Guarded.Store")]
    public async Task The_analyzers_arrive_through_any_of_the_packages(params string[] packages)
    {
        var user = feed.NewConsumer();
        user.AddProject("App", "Library", packages);
        user.Write("App/Gap.cs", Gap);
        await ReportedOnceAsync(user);
    }

    [Fact]
    public async Task The_analyzers_arrive_through_a_project_in_between()
    {
        var user = feed.NewConsumer();
        user.AddProject("Middle", "Library", ["Guarded.Store"]);
        user.AddProject("App", "Library", [], "Middle");
        user.Write("App/Gap.cs", Gap);
        await ReportedOnceAsync(user);
    }

    [Fact]
    public async Task The_analyzers_alone_guard_attributes_that_the_user_declares()
    {
        var user = feed.NewConsumer();
        user.AddProject("App", "Library", ["Guarded.Analyzers"]);
        user.Write("App/Gap.cs", """
            public static class Gap
            {
                public static void Record([Guarded.PayloadReference] string? reference) => Record(null);
            }

            namespace Guarded
            {
                [AttributeUsage(AttributeTargets.Parameter)]
                internal sealed class PayloadReferenceAttribute : Attribute;
            }
            """);
        var failed = await user.DotnetAsync("build", "App");
        Assert.Contains("error GRD2001", failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_hash_is_generated_in_the_users_project()
    {
        var user = feed.NewConsumer();
        user.AddProject("App", "Exe", ["Guarded.Store"]);
        user.Write("App/Program.cs", """
            Console.WriteLine(Fingerprint.Compute("abc"u8));

            [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]
            public readonly partial struct Fingerprint;
            """);
        var ran = (await user.DotnetAsync("run", "--project", "App")).Succeeded();
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_setting_is_reported_at_its_line_where_the_project_shows_the_file()
    {
        var user = feed.NewConsumer();
        user.AddProject("App", "Library", ["Guarded.Analyzers"]);
        user.Write("App/Empty.cs", "namespace App;");
        user.Write(".editorconfig", "[*.cs]\nguarded.storage_type = Acme.IBlobStore\n");
        Assert.Contains("CSC : warning GRD0001: 'guarded.storage_type' is no setting", (await user.DotnetAsync("build", "App")).Succeeded().Output, StringComparison.Ordinal);

        user.Write("Directory.Build.targets", """<Project><ItemGroup><AdditionalFiles Include="$(MSBuildThisFileDirectory).editorconfig" /></ItemGroup></Project>""");
        Assert.Contains(".editorconfig(2,1): warning GRD0001: ", (await user.DotnetAsync("build", "App")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_on_S3_brings_its_client_along()
    {
        var user = feed.NewConsumer();
        user.AddProject("App", "Exe", ["Guarded.Store.S3"]);
        user.Write("App/Program.cs", """
            using Amazon.Runtime;
            using Amazon.S3;
            using Guarded.Store.S3;

            using var client = new AmazonS3Client(new AnonymousAWSCredentials(), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1", MaxErrorRetry = 0 });
            Console.WriteLine($"offers {new S3ObjectStore(client, "bucket").Capabilities}");
            """);
        var ran = (await user.DotnetAsync("run", "--project", "App")).Succeeded();
        Assert.Contains("offers CompareAndSwap", ran.Output, StringComparison.Ordinal);
    }

    private const string Gap = """
        public static class Gap
        {
            public static void Save(string path, string json) => File.WriteAllText(path, json);
        }
        """;

    private static async Task ReportedOnceAsync(Consumer user)
    {
        // Not `dotnet build`, whose summary says everything twice.
        var built = (await user.DotnetAsync("msbuild", "App/App.csproj", "-restore", "-verbosity:minimal")).Succeeded();
        Assert.Single(built.Output.Split('\n'), line => line.Contains("warning GRD1001", StringComparison.Ordinal));
    }
}
