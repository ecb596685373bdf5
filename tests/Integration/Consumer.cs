using System.Xml.Linq;
using Tour;

namespace Guarded.Integration.Tests;

/// <summary>A user's solution folder, with what it takes to use our packages and nothing of this repository.</summary>
internal sealed class Consumer
{
    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio"];

    private readonly Command _command;
    private readonly string _folder;
    private readonly string _version;

    public Consumer(string folder, string feed, string version)
    {
        (_folder, _version) = (folder, version);
        _command = new Command(folder, packages: Path.Combine(folder, "packages"));
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="guarded" value="{feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{machine}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    public void Write(string file, string content)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>A project with these packages, ours or what this repository tests with, and these projects beside it.</summary>
    public void AddProject(string name, string outputType, string[] packages, params string[] projects) => Write($"{name}/{name}.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>{outputType}</OutputType>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            {string.Join("\n    ", packages.Select(Reference))}
            {string.Join("\n    ", projects.Select(project => $"""<ProjectReference Include="../{project}/{project}.csproj" />"""))}
          </ItemGroup>
        </Project>
        """);

    /// <summary>A project of xunit tests as <c>dotnet new xunit</c> makes it, with these packages of ours.</summary>
    public void AddTestProject(string name, params string[] packages) => Write($"{name}/{name}.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            {string.Join("\n    ", TestPackages.Concat(packages).Select(Reference))}
          </ItemGroup>
        </Project>
        """);

    public Task<Command.Result> DotnetAsync(params string[] arguments) => _command.RunAsync("dotnet", arguments);

    private string Reference(string package) =>
        $"""<PackageReference Include="{package}" Version="{(package.StartsWith("Guarded.", StringComparison.Ordinal) ? _version : VersionOf(package))}" />""";

    // The versions that this repository tests with, which are where it is built.
    private static string VersionOf(string package) =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(version => version.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
}
