using System.Runtime.CompilerServices;

namespace Guarded.Store.Ledger.Sql;

/// <summary>References in the order of hash and length.</summary>
internal static class References
{
    /// <summary>Two listings as one. What both list comes once.</summary>
    public static async IAsyncEnumerable<LedgerReference> MergeAsync(
        IAsyncEnumerable<LedgerReference> rows, IAsyncEnumerable<LedgerReference> outputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = rows.GetAsyncEnumerator(cancellationToken);
        var output = outputs.GetAsyncEnumerator(cancellationToken);
        await using (row.ConfigureAwait(false))
        await using (output.ConfigureAwait(false))
        {
            var (hasRow, hasOutput) = (await row.MoveNextAsync().ConfigureAwait(false), await output.MoveNextAsync().ConfigureAwait(false));
            while (hasRow || hasOutput)
            {
                var order = !hasRow ? 1 : !hasOutput ? -1 : (row.Current.Payload, row.Current.Length).CompareTo((output.Current.Payload, output.Current.Length));
                yield return order <= 0 ? row.Current : output.Current;
                if (order <= 0)
                    hasRow = await row.MoveNextAsync().ConfigureAwait(false);
                if (order >= 0)
                    hasOutput = await output.MoveNextAsync().ConfigureAwait(false);
            }
        }
    }
}
