using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Pipeline.Records;

namespace Pipeline.Runs;

/// <summary>The rows of a source that are recorded, walked along with its file.</summary>
internal sealed class RecordedRows(ILedger ledger, SourceId source) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<LedgerRow> _rows = ledger.ReadRowsAsync(source.Run).Where(row => row.Source == source).GetAsyncEnumerator();
    private bool _isAtRow;
    private bool _began;

    /// <summary>Whether a record of the file is recorded. Asked in the order of the file.</summary>
    /// <exception cref="SourceChangedException">Another one is recorded in its place.</exception>
    public async ValueTask<bool> HasAsync(RawRecord record, string file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_began)
            await MoveAsync();
        if (!_isAtRow || _rows.Current.Index != record.Index)
            return false;
        if (_rows.Current.Payload != PayloadHash.Compute(record.Raw.Span))
            throw new SourceChangedException(file, record.Line, _rows.Current);
        await MoveAsync();
        return true;
    }

    public async ValueTask<long> CountRestAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        while (await _rows.MoveNextAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            count++;
        }
        return count;
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private async ValueTask MoveAsync() => (_began, _isAtRow) = (true, await _rows.MoveNextAsync());
}
