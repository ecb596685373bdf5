namespace Guarded.Analyzers.Tests.Suite;

/// <summary>The files that this was built from.</summary>
internal static class Repository
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    public static IEnumerable<string> NamesIn(params string[] folder) =>
        Directory.EnumerateFiles(Path.Combine([Root, .. folder])).Select(path => Path.GetFileName(path));

    /// <summary>Our C# sources below a folder, by their paths; what a build put there is none of them.</summary>
    public static IEnumerable<(string Path, string Text)> SourcesIn(params string[] folder) =>
        from path in Directory.EnumerateFiles(Path.Combine([Root, .. folder]), "*.cs", SearchOption.AllDirectories)
        let steps = path.Split(Path.DirectorySeparatorChar)
        where !steps.Contains("bin") && !steps.Contains("obj")
        select (path, File.ReadAllText(path));

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Guarded.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside their repository: no folder above has Guarded.sln."));
}
