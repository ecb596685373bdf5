namespace Guarded.Integration.Tests;

/// <summary>What the author of another backend meets: the suites from a package, under plain xunit.</summary>
public sealed class ConformancePackageTests(LocalFeed feed) : IClassFixture<LocalFeed>
{
    [Fact]
    public async Task A_backend_of_ones_own_is_held_to_the_contract_with_a_few_lines()
    {
        var author = feed.NewConsumer();
        author.AddTestProject("Tests", "Guarded.Store.Testing");
        author.Write("Tests/Whole.cs", Backend("Whole", "data.Capabilities", "data.DeleteAsync(key, ifMatch, cancellationToken)"));
        author.Write("Tests/Modest.cs", Backend("Modest", "ObjectStoreCapabilities.CompareAndSwap",
            "ifMatch is null ? data.DeleteAsync(key, null, cancellationToken) : throw new NotSupportedException()"));
        author.Write("Tests/Broken.cs", Backend("Broken", "data.Capabilities", "data.DeleteAsync(key, null, cancellationToken)"));

        var tested = await author.DotnetAsync("test", "Tests", "--logger", "console;verbosity=detailed");
        Assert.NotEqual(0, tested.ExitCode);
        string[] lines = [.. tested.Output.Split('\n').Select(line => line.Trim())];
        Assert.Contains(lines, line => line.StartsWith("Passed WholeTests.A_delete_of_a_state_that_was_replaced_removes_nothing", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Passed ModestTests.A_delete_of_a_state_that_was_replaced_removes_nothing", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Skipped ModestTests.A_delete_of_the_state_that_is_there_removes_it", StringComparison.Ordinal));
        Assert.Contains("This backend does not offer ConditionalDelete.", lines);
        Assert.Contains(lines, line => line.StartsWith("Failed BrokenTests.A_delete_of_a_state_that_was_replaced_removes_nothing", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("Failed WholeTests", StringComparison.Ordinal) || line.StartsWith("Failed ModestTests", StringComparison.Ordinal));
    }

    private static string Backend(string name, string capabilities, string deletes) => $$"""
        using Guarded.Store.Objects;
        using Guarded.Store.Testing;

        public sealed class {{name}}Tests : ObjectStoreConformance
        {
            private readonly MemoryObjectStore _data = new();

            protected override ValueTask<IObjectStore> OpenAsync() => new(new {{name}}(_data));
        }

        internal sealed class {{name}}(MemoryObjectStore data) : IObjectStore
        {
            public ObjectStoreCapabilities Capabilities => {{capabilities}};

            public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken) => data.StageAsync(cancellationToken);

            public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range, CancellationToken cancellationToken) => data.GetAsync(key, range, cancellationToken);

            public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken) => data.HeadAsync(key, cancellationToken);

            public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch, CancellationToken cancellationToken) => {{deletes}};

            public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after, CancellationToken cancellationToken) => data.ListAsync(prefix, after, cancellationToken);

            public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken) => data.ListForeignAsync(prefix, cancellationToken);

            public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken) => data.SweepAsync(minimumAge, cancellationToken);
        }
        """;
}
