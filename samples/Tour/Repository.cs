namespace Tour;

/// <summary>Where the tour finds what it shows: it runs from a checkout.</summary>
public static class Repository
{
    public static string Root => Find(AppContext.BaseDirectory);

    public static string Records => Path.Combine(Root, "samples", "data", "airports.csv");

    public static string Gaps => Path.Combine(Root, "samples", "Gaps");

    /// <summary>A pipeline whose source rows are never stored: several gaps that make one defect.</summary>
    public static string GapsPipeline => Path.Combine(Gaps, "Pipeline");

    /// <summary>A folder of this process's own, on the disk that the checkout is on: the temporary folder is often memory.</summary>
    public static string Workspace => Path.Combine(Root, "artifacts", "tour", $"{Environment.ProcessId}");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Guarded.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tour shows a checkout of Guarded, and there is no Guarded.sln in any folder above it. Start it with `dotnet run --project samples/Tour`."));
}
