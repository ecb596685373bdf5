using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Guarded.Store.Hosting.Telemetry;

/// <summary>Traces and measures operations of one kind.</summary>
/// <param name="kind">How the names of the activities begin.</param>
/// <param name="durations">Where the seconds are recorded.</param>
internal sealed class Observation(string kind, Histogram<double> durations)
{
    public static readonly Observation OfObjects = new("guarded.object", Instruments.ObjectOperations);
    public static readonly Observation OfLedger = new("guarded.ledger", Instruments.LedgerOperations);

    public const string OperationTag = "guarded.operation";
    public const string OutcomeTag = "guarded.outcome";
    public const string ErrorTag = "error.type"; // OpenTelemetry's name for it

    public const string Done = "done";
    private const string Failed = "failed";

    /// <summary>Runs an operation.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="work">What it does.</param>
    /// <param name="outcome">How a result is told, where there is more than one way to end well.</param>
    public async ValueTask<T> RunAsync<T>(string operation, Func<ValueTask<T>> work, Func<T, string>? outcome = null)
    {
        using var activity = Instruments.Source.StartActivity($"{kind} {operation}");
        var start = Stopwatch.GetTimestamp();
        try
        {
            var result = await work().ConfigureAwait(false);
            Record(operation, start, outcome?.Invoke(result) ?? Done, error: null, activity);
            return result;
        }
        catch (Exception exception)
        {
            Record(operation, start, Failed, exception.GetType().FullName, activity);
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
    }

    /// <summary>Runs an operation that gives nothing.</summary>
    public async ValueTask RunAsync(string operation, Func<ValueTask> work) => await RunAsync(operation, async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    }).ConfigureAwait(false);

    private void Record(string operation, long start, string outcome, string? error, Activity? activity)
    {
        activity?.SetTag(OutcomeTag, outcome);
        var tags = new TagList { { OperationTag, operation }, { OutcomeTag, outcome } };
        if (error is not null)
        {
            tags.Add(ErrorTag, error);
            activity?.SetTag(ErrorTag, error);
        }
        durations.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
    }
}
