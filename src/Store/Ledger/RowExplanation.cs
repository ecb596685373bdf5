namespace Guarded.Store.Ledger;

/// <summary>A row, traced back to the bytes that it was made from.</summary>
/// <param name="Run">The run that recorded the row.</param>
/// <param name="Row">The row.</param>
/// <param name="Raw">
/// Its raw bytes, for the caller to dispose. They are verified: the stream throws instead of giving its last bytes when
/// they are not what was stored.
/// </param>
public sealed record RowExplanation(LedgerRun Run, LedgerRow Row, Stream Raw) : IAsyncDisposable
{
    /// <summary>Closes the raw bytes.</summary>
    public ValueTask DisposeAsync() => Raw.DisposeAsync();
}
