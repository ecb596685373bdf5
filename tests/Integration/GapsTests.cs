using Tour;

namespace Guarded.Integration.Tests;

public sealed class GapsTests : IDisposable
{
    private readonly string _log = Path.Combine(Path.GetTempPath(), $"guarded-gaps-{Guid.NewGuid():N}.sarif");

    public void Dispose() => File.Delete(_log);

    [Fact]
    public async Task The_build_stops_every_documented_line_and_no_other()
    {
        var documented = DocumentedGaps.Read();
        Assert.NotEmpty(documented);
        Assert.Equal(documented, (await GapsBuild.RunAsync(_log)).Stopped);
    }

    [Fact]
    public void Every_file_shows_a_finding_and_documents_a_line()
    {
        var files = Directory.EnumerateFiles(Repository.Gaps, "*.cs").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToList();
        Assert.All(files, file => Assert.Matches(@"\A[ELW]\d+_\w+\.cs\z", file));
        Assert.Equal(files, DocumentedGaps.Read().Select(gap => gap.File).Distinct());
    }
}
