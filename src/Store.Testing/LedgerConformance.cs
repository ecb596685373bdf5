using System.Text;
using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Testing.Seam;

namespace Guarded.Store.Testing;

/// <summary>What <see cref="ILedger"/> promises. Derive from it, say how the ledger is opened, and run it with xunit.</summary>
public abstract partial class LedgerConformance : IAsyncLifetime
{
    private const string Node = "normalise";

    private readonly MemoryObjectStore _objects = new();
    private readonly List<ILedger> _opened = [];

    /// <summary>
    /// Opens the ledger of this test over a store of payloads and a clock: the same data each time, by an instance of its
    /// own. It is empty when a test begins: xunit makes one instance of the class for each test, so give each a place of
    /// its own.
    /// </summary>
    /// <remarks>
    /// Where what the ledger needs is missing, such as a server, skip here (<see cref="Skip"/>). After the test, the suite
    /// closes what it opened; then <see cref="DisposeAsync"/> runs.
    /// </remarks>
    protected abstract ValueTask<ILedger> OpenAsync(PayloadStore payloads, TimeProvider time);

    /// <summary>Cuts every connection that a ledger of this test has to its database, as a server that goes away does. False where there is none to cut.</summary>
    protected virtual ValueTask<bool> TryCutConnectionsAsync() => ValueTask.FromResult(false);

    /// <summary>Runs before each test.</summary>
    public virtual Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Runs after each test, also after one that failed. What the test recorded can be removed here.</summary>
    public virtual Task DisposeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        foreach (var ledger in _opened)
            await ledger.DisposeAsync();
        await DisposeAsync();
    }

    private ManualClock Clock { get; } = new();

    private PayloadStore Payloads => new(_objects);

    private Task<ILedger> OpenLedgerAsync() => OpenLedgerAsync(Payloads);

    private Task<ILedger> OpenLedgerAsync(IGate gate) => OpenLedgerAsync(new PayloadStore(new GatedObjectStore(_objects, gate)));

    private async Task<ILedger> OpenLedgerAsync(PayloadStore payloads)
    {
        var ledger = await OpenAsync(payloads, Clock);
        _opened.Add(ledger);
        return ledger;
    }

    /// <summary>What another instance reads, after this one was closed.</summary>
    private async Task<ILedger> ReopenAsync(ILedger ledger)
    {
        _opened.Remove(ledger);
        await ledger.DisposeAsync();
        return await OpenLedgerAsync();
    }

    private async Task<PayloadReference> StoreAsync(string content) => await Payloads.StoreAsync(Encoding.UTF8.GetBytes(content));

    /// <summary>Rows with payloads of their own, from an index on.</summary>
    private async Task<List<LedgerRow>> RecordAsync(ILedger ledger, SourceId source, int rows, int from = 0)
    {
        var batch = new List<NewRow>();
        for (var index = from; index < from + rows; index++)
            batch.Add(new NewRow(source, index, await StoreAsync($"row {index} of {source}")));
        return [.. await ledger.RecordAsync(source.Run, new LedgerBatch { Rows = batch })];
    }

    private static async Task<string> ReadAsync(PayloadTrace trace)
    {
        using var reader = new StreamReader(await trace.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    private static async Task<T> ThrowsAsync<T>(ValueTask call) where T : Exception => await Assert.ThrowsAsync<T>(call.AsTask);

    private static async Task<T> ThrowsAsync<T, TResult>(ValueTask<TResult> call) where T : Exception => await Assert.ThrowsAsync<T>(call.AsTask);
}
