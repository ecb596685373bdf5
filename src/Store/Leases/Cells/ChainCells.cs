using System.Globalization;
using System.Runtime.CompilerServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases.Cells;

/// <summary>
/// Each cell is a chain of objects that never change, numbered from 1: for stores with no condition but
/// <see cref="PutCondition.IfAbsent"/>. The cell holds what its highest link holds, and a swap puts the next one.
/// </summary>
/// <remarks>
/// Invariant: the highest number that was ever put is there. For a link is only removed by who has seen a higher one.
/// So a slow writer whose number was put, passed and removed before puts it again in vain: it finds a higher one behind it, which
/// voids its own, and nobody else takes a void link for the head: one that lands between a listing and the read of the link that
/// was listed has another version than that one.
/// Needs listings in which a link and the next one, put before the first was removed, are not both missing.
/// </remarks>
internal sealed class ChainCells(IObjectStore objects) : CellStore(objects)
{
    private const int Digits = 20;

    public override async ValueTask<CellState> ReadAsync(ObjectKey key, int maxLength, CancellationToken cancellationToken)
    {
        for (ulong vanished = 0; ;)
        {
            var links = await LinksAsync(key, after: null, cancellationToken).ConfigureAwait(false);
            if (links is not [.. var behind, var head])
                return new CellState(key, Version: null, default);
            var content = await Objects.GetAsync(Link(key, head.Number), range: null, cancellationToken).ConfigureAwait(false);
            if (content is not null)
                await using (content.ConfigureAwait(false))
                    if (content.Info.Version == head.Version)
                        return new CellState(key, Text(head.Number), await ContentAsync(content, maxLength, cancellationToken).ConfigureAwait(false)) { Behind = [.. behind.Select(link => link.Number)] };
            // It was passed and removed in between, unless it is the same again.
            vanished = head.Number > vanished ? head.Number : throw new IOException($"'{Link(key, head.Number)}' is listed and cannot be read as it is listed. Check the store's listing.");
        }
    }

    public override async ValueTask<CellState?> SwapAsync(CellState from, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var previous = from.Version is { } version ? ulong.Parse(version, CultureInfo.InvariantCulture) : 0;
        var number = previous + 1;
        if (!await TryPutAsync(from, number, content, cancellationToken).ConfigureAwait(false))
            return null;
        // From here on it is done, and has to be known.
        if (await IsPassedAsync(from.Key, number, CancellationToken.None).ConfigureAwait(false))
        {
            await RemoveAsync(from.Key, [number]).ConfigureAwait(false);
            return null;
        }
        var behind = previous == 0 ? from.Behind : [.. from.Behind, previous];
        return new CellState(from.Key, Text(number), content) { Behind = await RemoveAsync(from.Key, behind).ConfigureAwait(false) };
    }

    public override async IAsyncEnumerable<CellInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CellInfo? last = null;
        await foreach (var info in Objects.ListAsync(prefix, after: null, cancellationToken).ConfigureAwait(false))
        {
            var listed = CellOf(info.Key, out var number) is { } key
                ? new CellInfo(key, Text(number), info.Length, IsCell: true)
                : new CellInfo(info.Key, info.Version.Value, info.Length, IsCell: false);
            if (last is { } earlier && (!earlier.Key.Equals(listed.Key) || !earlier.IsCell))
                yield return earlier;
            last = listed;
        }
        if (last is { } final)
            yield return final;
    }

    public override ObjectKey? CellOf(ObjectKey key) => CellOf(key, out _);

    private async ValueTask<bool> TryPutAsync(CellState from, ulong number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            return (await Objects.PutAsync(Link(from.Key, number), content, PutCondition.IfAbsent, cancellationToken).ConfigureAwait(false)).IsStored;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            var there = await ReadAsync(from.Key, content.Length, CancellationToken.None).ConfigureAwait(false);
            if (there.Version == from.Version)
                throw;
            return there.Version == Text(number) && there.Content.Span.SequenceEqual(content.Span);
        }
    }

    private async ValueTask<bool> IsPassedAsync(ObjectKey key, ulong number, CancellationToken cancellationToken) =>
        await LinksAsync(key, Link(key, number), cancellationToken).ConfigureAwait(false) is not [];

    // Gives those that could not be removed: they do no harm, and whoever passes the next link tries again.
    private async ValueTask<IReadOnlyList<ulong>> RemoveAsync(ObjectKey key, IReadOnlyList<ulong> numbers)
    {
        List<ulong>? left = null;
        foreach (var number in numbers)
        {
            try
            {
                await Objects.DeleteAsync(Link(key, number), ifMatch: null, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (StoreFailure.Is(exception, CancellationToken.None))
            {
                (left ??= []).Add(number);
            }
        }
        return left ?? (IReadOnlyList<ulong>)[];
    }

    private async ValueTask<List<(ulong Number, ObjectVersion Version)>> LinksAsync(ObjectKey key, ObjectKey? after, CancellationToken cancellationToken)
    {
        var links = new List<(ulong, ObjectVersion)>();
        await foreach (var info in Objects.ListAsync($"{key}/", after, cancellationToken).ConfigureAwait(false))
            if (CellOf(info.Key, out var number) is { } cell && cell.Equals(key))
                links.Add((number, info.Version));
        return links;
    }

    private static ObjectKey Link(ObjectKey key, ulong number) => ObjectKey.Parse($"{key}/{Text(number)}");

    private static string Text(ulong number) => number.ToString("d20", CultureInfo.InvariantCulture);

    private static ObjectKey? CellOf(ObjectKey link, out ulong number)
    {
        number = 0;
        var text = link.ToString();
        return text.Length > Digits + 1 && text[^(Digits + 1)] == '/' && ulong.TryParse(text.AsSpan(text.Length - Digits), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            ? ObjectKey.Parse(text[..^(Digits + 1)])
            : null;
    }
}
