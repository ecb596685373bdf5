using System.Globalization;
using Xunit.Abstractions;

namespace Guarded.Store.Tests;

/// <summary>Chance that can be repeated: a test prints its seed and takes one from GUARDED_SEED.</summary>
internal static class Seeded
{
    public static Random Random(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable("GUARDED_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : System.Random.Shared.Next();
        output.WriteLine($"GUARDED_SEED={seed}");
        return new Random(seed);
    }
}
