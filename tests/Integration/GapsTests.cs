using Tour;

namespace Guarded.Integration.Tests;

public sealed class GapsTests : IDisposable
{
    private readonly string _log = Path.Combine(Path.GetTempPath(), $"guarded-gaps-{Guid.NewGuid():N}.sarif");

    public void Dispose() => File.Delete(_log);

    [Fact]
    public async Task The_build_stops_every_documented_line_and_no_other()
    {
        var documented = DocumentedGaps.Read(Repository.Gaps);
        Assert.NotEmpty(documented);
        Assert.Equal(documented, (await GapsBuild.RunAsync(Repository.Gaps, _log)).Stopped);
    }

    [Fact]
    public async Task The_build_names_each_of_the_five_missing_links_of_the_pipeline_and_nothing_else()
    {
        var documented = DocumentedGaps.Read(Repository.GapsPipeline);
        Assert.Equal(["GRD2001", "GRD2003", "GRD2005", "GRD2006", "GRD2007"], documented.Select(gap => gap.Rule).Order(StringComparer.Ordinal));
        Assert.Equal(documented, (await GapsBuild.RunAsync(Repository.GapsPipeline, _log)).Stopped);
    }

    [Fact]
    public void Every_file_shows_a_finding_and_documents_a_line()
    {
        var files = Directory.EnumerateFiles(Repository.Gaps, "*.cs").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToList();
        Assert.All(files, file => Assert.Matches(@"\A[ELW]\d+_\w+\.cs\z", file));
        Assert.Equal(files, DocumentedGaps.Read(Repository.Gaps).Select(gap => gap.File).Distinct());
    }
}
