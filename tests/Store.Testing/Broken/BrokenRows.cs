using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class AttachmentsAreForgotten(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<LedgerRow> ReadRowsAsync(RunId run, CancellationToken cancellationToken = default) =>
        base.ReadRowsAsync(run, cancellationToken).Select(row => row with { Attachments = [] });
}

internal sealed class RowsAreReadBackwards(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override IAsyncEnumerable<LedgerRow> ReadRowsAsync(RunId run, CancellationToken cancellationToken = default) => base.ReadRowsAsync(run, cancellationToken).Reverse();
}

internal sealed class TakenIndexesMoveOn(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.CreateRowAsync(source, index, payload, cancellationToken);
        }
        catch (RowExistsException)
        {
            return await base.CreateRowAsync(source, index + 1_000_000, payload, cancellationToken);
        }
    }
}

internal sealed class EverySourceIsTheFirst(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default) =>
        base.CreateRowAsync(source.Run, index, payload, cancellationToken);
}

internal sealed class MissingPayloadsPass(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.CreateRowAsync(source, index, payload, cancellationToken);
        }
        catch (IOException)
        {
            return await base.CreateRowAsync(source, index, await Payloads.StoreAsync("anything"u8.ToArray(), cancellationToken), cancellationToken);
        }
    }
}

internal sealed class SomeRowsGetLost(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default) => index == 49
        ? new LedgerRow(new RowId(4711), source, index, payload.Hash, payload.Length) { RecordedAt = default }
        : await base.CreateRowAsync(source, index, payload, cancellationToken);
}

internal sealed class SomeAnswersGetLost(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    public override async ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default)
    {
        var row = await base.CreateRowAsync(source, index, payload, cancellationToken);
        return index % 2 == 1 ? throw new LedgerException("Nothing was recorded.") : row;
    }
}

internal sealed class OneRefusalFailsTheNext(ILedger inner, PayloadStore payloads) : LedgerDecorator(inner, payloads)
{
    private readonly SemaphoreSlim _turn = new(1);
    private bool _isSpoiled;

    public override ValueTask<LedgerRow> CreateRowAsync(SourceId source, long index, [PayloadReference] PayloadReference payload, CancellationToken cancellationToken = default) =>
        InTurnAsync(() => base.CreateRowAsync(source, index, payload, cancellationToken));

    public override ValueTask<IReadOnlyList<LedgerRow>> RecordAsync(RunId run, LedgerBatch batch, CancellationToken cancellationToken = default) =>
        InTurnAsync(() => base.RecordAsync(run, batch, cancellationToken));

    private async ValueTask<T> InTurnAsync<T>(Func<ValueTask<T>> record)
    {
        await _turn.WaitAsync();
        try
        {
            return _isSpoiled ? throw new LedgerException("Another call spoiled the transaction.") : await record();
        }
        catch (LedgerException)
        {
            _isSpoiled = !_isSpoiled;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }
}
