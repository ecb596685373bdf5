using System.Reflection;
using Tour;

namespace Guarded.Integration.Tests;

/// <summary>Our packages, packed from what was built with these tests, in a feed and a package cache of their own.</summary>
public sealed class LocalFeed : IAsyncLifetime
{
    // A version that no cache has seen.
    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    private readonly string _root = Directory.CreateTempSubdirectory("guarded-feed-").FullName;

    private string Feed => Path.Combine(_root, "feed");

    public async Task InitializeAsync()
    {
        var configuration = typeof(LocalFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var project in (string[])["Analyzers.Package", "Store", "Store.Hosting", "Store.Postgres", "Store.S3", "Store.Sqlite", "Store.Testing"])
        {
            (await new Command(Repository.Root).RunAsync("dotnet", "pack", $"src/{project}", "--no-build", "--configuration", configuration,
                "--output", Feed, $"-p:Version={Version}")).Succeeded();
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A folder outside the repository whose projects restore our packages from here and all others as this machine does.</summary>
    internal Consumer NewConsumer() => new(Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("N"))).FullName, Feed, Version);
}
