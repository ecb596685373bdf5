using System.Runtime.CompilerServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases.Cells;

/// <summary>Each cell is one object, changed by the store's compare-and-swap.</summary>
internal sealed class PointerCells(IObjectStore objects) : CellStore(objects)
{
    public override async ValueTask<CellState> ReadAsync(ObjectKey key, int maxLength, CancellationToken cancellationToken)
    {
        var content = await Objects.GetAsync(key, range: null, cancellationToken).ConfigureAwait(false);
        if (content is null)
            return new CellState(key, Version: null, default);
        await using (content.ConfigureAwait(false))
            return new CellState(key, content.Info.Version.Value, await ContentAsync(content, maxLength, cancellationToken).ConfigureAwait(false));
    }

    public override async ValueTask<CellState?> SwapAsync(CellState from, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            var condition = from.Version is { } version ? PutCondition.IfMatch(new ObjectVersion(version)) : PutCondition.IfAbsent;
            var put = await Objects.PutAsync(from.Key, content, condition, cancellationToken).ConfigureAwait(false);
            return put.Version is { } written ? new CellState(from.Key, written.Value, content) : null;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            var there = await ReadAsync(from.Key, content.Length, CancellationToken.None).ConfigureAwait(false);
            if (there.Version == from.Version)
                throw;
            return there.Content.Span.SequenceEqual(content.Span) ? there : null;
        }
    }

    public override async IAsyncEnumerable<CellInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var info in Objects.ListAsync(prefix, after: null, cancellationToken).ConfigureAwait(false))
            yield return new CellInfo(info.Key, info.Version.Value, info.Length, IsCell: true);
    }

    public override ObjectKey? CellOf(ObjectKey key) => key;
}
