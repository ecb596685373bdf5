using Xunit.Abstractions;

namespace Guarded.Processes.Tests;

/// <summary>What a random order comes from. A test prints it, and takes one to run the same order again.</summary>
internal static class Seed
{
    private const string Variable = "GUARDED_SEED";

    public static int Take(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? int.Parse(given, null) : Random.Shared.Next();
        output.WriteLine($"{Variable}={seed}");
        return seed;
    }
}
