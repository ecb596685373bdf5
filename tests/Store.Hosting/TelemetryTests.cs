using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Guarded.Store.Hosting.Telemetry;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guarded.Store.Hosting.Tests;

// All hosts of a process share the source and the meter.
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests : HostTest
{
    private readonly ConcurrentQueue<Activity> _activities = [];
    private readonly ConcurrentQueue<(string Name, string? Unit, double Value, string Tags)> _measured = [];

    [Fact]
    public async Task Each_operation_is_an_activity_and_a_duration()
    {
        using var listening = Listen();
        var payloads = (await StartWithFolderAsync()).GetRequiredService<PayloadStore>();
        var stored = await payloads.StoreAsync("bytes"u8.ToArray());
        await payloads.StoreAsync("bytes"u8.ToArray());
        await payloads.ReadAllBytesAsync(stored.Hash);
        await payloads.DeleteAsync(stored.Hash);

        Assert.Equal(
            ["stage done", "commit done", "stage done", "commit unmet", "head done", "get done", "delete done"],
            _activities.Select(activity => $"{activity.OperationName["guarded.object ".Length..]} {activity.GetTagItem("guarded.outcome")}"));
        Assert.Equal(
            ["stage done", "commit done", "stage done", "commit unmet", "head done", "get done", "delete done"],
            _measured.Where(measured => measured is { Name: "guarded.object.operation.duration", Unit: "s", Value: >= 0 }).Select(measured => measured.Tags));
    }

    [Fact]
    public async Task An_operation_that_fails_says_with_what()
    {
        using var listening = Listen();
        var payloads = (await StartWithObjectsAsync(new FailingObjects { Fails = true })).GetRequiredService<PayloadStore>();
        await Assert.ThrowsAsync<IOException>(async () => await payloads.StoreAsync("bytes"u8.ToArray()));

        var activity = Assert.Single(_activities);
        Assert.Equal((ActivityStatusCode.Error, "The server is gone.", "System.IO.IOException"), (activity.Status, activity.StatusDescription, activity.GetTagItem("error.type")));
        Assert.Equal("stage failed System.IO.IOException", Assert.Single(_measured).Tags);
    }

    [Fact]
    public async Task A_payload_that_was_healed_is_counted_and_logged()
    {
        using var listening = Listen();
        var payloads = (await StartWithFolderAsync()).GetRequiredService<PayloadStore>();
        var stored = await payloads.StoreAsync("bytes"u8.ToArray());
        var file = Directory.EnumerateFiles(Folder, $"*{stored.Hash}*", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "torn");
        await payloads.StoreAsync("bytes"u8.ToArray());

        Assert.Equal(1, _measured.Single(measured => measured.Name == "guarded.payload.healed").Value);
        var (_, _, text) = Log.All.Single(entry => entry is { Level: LogLevel.Warning, Id.Id: 2 });
        Assert.Contains($"{stored.Hash}", text, StringComparison.Ordinal);
        Assert.Contains("quarantine/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_is_each_of_the_ledgers()
    {
        var services = await StartAsync(builder => builder.Services.AddGuardedStore(options => options.Objects = _ => new MemoryObjectStore()).AddSqliteLedger(Path.Combine(Folder, "ledger.db")));
        var ledger = services.GetRequiredService<ILedger>();
        using var listening = Listen();
        var run = await ledger.StartRunAsync("rows.csv");
        await ledger.EndRunAsync(run.Id, RunStatus.Completed);
        await Assert.ThrowsAsync<RowNotFoundException>(async () => await ledger.ExplainAsync(new RowId(9)));
        Assert.Equal(["guarded.ledger start_run", "guarded.ledger end_run", "guarded.ledger explain"], _activities.Select(activity => activity.OperationName));
        Assert.Equal(
            ["start_run done", "end_run done", $"explain failed {typeof(RowNotFoundException)}"],
            _measured.Where(measured => measured is { Name: "guarded.ledger.operation.duration", Unit: "s" }).Select(measured => measured.Tags));
    }

    [Fact]
    public async Task Where_nobody_listens_the_store_works_the_same()
    {
        var payloads = (await StartWithObjectsAsync(new MemoryObjectStore())).GetRequiredService<PayloadStore>();
        Assert.True(await payloads.ExistsAsync((await payloads.StoreAsync("bytes"u8.ToArray())).Hash));
    }

    private CompositeDisposable Listen()
    {
        var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GuardedTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);
        var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == GuardedTelemetry.MeterName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument, value, tags));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, value, tags));
        meters.Start();
        return new CompositeDisposable(activities, meters);
    }

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, instrument.Unit, value, string.Join(' ', tags.ToArray().Select(tag => tag.Value))));

    private sealed class CompositeDisposable(params IDisposable[] all) : IDisposable
    {
        public void Dispose() => Array.ForEach(all, one => one.Dispose());
    }
}
