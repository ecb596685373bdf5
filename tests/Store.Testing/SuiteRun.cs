using System.Reflection;

namespace Guarded.Store.Testing.Tests;

/// <summary>Runs facts of a suite as xunit does: an instance for each, skipped ones apart.</summary>
internal static class SuiteRun
{
    // A backend may be broken so that a fact never ends. That is a failure as well.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The names of a suite's facts.</summary>
    public static IReadOnlyList<string> FactsOf(Type suite) => [.. Methods(suite).Select(method => method.Name).Order(StringComparer.Ordinal)];

    /// <summary>Runs a fact with each of its rows. Null where all pass, or the first exception that is no skip.</summary>
    public static async Task<Exception?> FailureOfAsync(string fact, Func<IAsyncLifetime> newSuite)
    {
        foreach (var outcome in await OutcomesAsync(fact, newSuite))
            if (outcome is not null and not SkipException)
                return outcome;
        return null;
    }

    /// <summary>Whether a fact says that this backend need not pass it.</summary>
    public static async Task<bool> IsSkippedAsync(string fact, Func<IAsyncLifetime> newSuite) =>
        (await OutcomesAsync(fact, newSuite)).Any(outcome => outcome is SkipException);

    private static async Task<List<Exception?>> OutcomesAsync(string fact, Func<IAsyncLifetime> newSuite)
    {
        var method = Methods(newSuite().GetType()).Single(method => method.Name == fact);
        var rows = method.GetCustomAttributes<Xunit.Sdk.DataAttribute>().SelectMany(data => data.GetData(method)).DefaultIfEmpty([]);
        var outcomes = new List<Exception?>();
        foreach (var row in rows)
            outcomes.Add(await OutcomeAsync(method, row, newSuite()));
        return outcomes;
    }

    private static async Task<Exception?> OutcomeAsync(MethodInfo method, object?[] row, IAsyncLifetime suite)
    {
        await suite.InitializeAsync();
        var outcome = await Record.ExceptionAsync(() => Task.Run(() => (Task)method.Invoke(suite, row)!).WaitAsync(Limit));
        await suite.DisposeAsync();
        return outcome;
    }

    private static IEnumerable<MethodInfo> Methods(Type suite) => suite.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute)));
}
