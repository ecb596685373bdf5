using Tour;

namespace Guarded.Integration.Tests;

public sealed class TourTests
{
    [Fact]
    public async Task The_tour_shows_everything_and_a_second_one_does_too()
    {
        for (var run = 0; run < 2; run++)
        {
            var tour = (await new Command(Repository.Root).RunAsync("dotnet", typeof(Repository).Assembly.Location)).Succeeded();
            foreach (var step in (string[])["ingest", "kill -9", "resume", "explain", "gaps", "GRD1001", "GRD2001"])
                Assert.Contains(step, tour.Output, StringComparison.Ordinal);
        }
    }
}
