namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>What lies between a check and the act that it decides: room for others.</summary>
internal static class Gap
{
    public static async Task BetweenAsync()
    {
        for (var others = 0; others < 50; others++)
            await Task.Yield();
    }
}
