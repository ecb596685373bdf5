using System.Runtime.CompilerServices;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

/// <summary>A store whose listings are the right ones, and then something is done to them.</summary>
internal abstract class BrokenListings(IObjectStore inner) : StoreDecorator(inner)
{
    protected abstract IAsyncEnumerable<ObjectInfo> Change(IAsyncEnumerable<ObjectInfo> listing);

    public override IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        Change(base.ListAsync(prefix, after, cancellationToken));
}

internal sealed class ListingsAreUnordered(IObjectStore inner) : BrokenListings(inner)
{
    protected override IAsyncEnumerable<ObjectInfo> Change(IAsyncEnumerable<ObjectInfo> listing) => listing.Reverse();
}

internal sealed class ListingsFollowTheFolders(IObjectStore inner) : BrokenListings(inner)
{
    protected override IAsyncEnumerable<ObjectInfo> Change(IAsyncEnumerable<ObjectInfo> listing) =>
        listing.OrderBy(info => info.Key.ToString().Replace('/', '\0'), StringComparer.Ordinal);
}

internal sealed class ListingsEndWithAPage(IObjectStore inner) : BrokenListings(inner)
{
    protected override IAsyncEnumerable<ObjectInfo> Change(IAsyncEnumerable<ObjectInfo> listing) => listing.Take(1_000);
}

internal sealed class PagesGoOnAfterAllThatBeginsLikeTheLast(IObjectStore inner) : StoreDecorator(inner)
{
    public override async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (listed, last) = (0, default(ObjectKey));
        await foreach (var info in base.ListAsync(prefix, after, cancellationToken))
        {
            if (last is not null && $"{info.Key}".StartsWith($"{last}", StringComparison.Ordinal))
                continue;
            yield return info;
            last = ++listed % 1_000 == 0 ? info.Key : last;
        }
    }
}

internal sealed class ListingsBeginWithSomething(IObjectStore inner) : BrokenListings(inner)
{
    // Where a payload of these three letters would lie.
    private static readonly ObjectKey Abc = ObjectKey.Parse("payloads/ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    protected override IAsyncEnumerable<ObjectInfo> Change(IAsyncEnumerable<ObjectInfo> listing) =>
        listing.Prepend(new ObjectInfo(Abc, 3, new ObjectVersion("none")));
}

internal sealed class ListingsKnowAnotherLength(IObjectStore inner) : BrokenListings(inner)
{
    protected override IAsyncEnumerable<ObjectInfo> Change(IAsyncEnumerable<ObjectInfo> listing) => listing.Select(info => info with { Length = info.Length + 1 });
}

internal sealed class ListingsIgnoreThePrefix(IObjectStore inner) : StoreDecorator(inner)
{
    public override IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        base.ListAsync("", after, cancellationToken);
}

internal sealed class ListingsTakeWholeFoldersOnly(IObjectStore inner) : StoreDecorator(inner)
{
    public override IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        base.ListAsync(prefix[..(prefix.LastIndexOf('/') + 1)], after, cancellationToken);
}

internal sealed class AfterIsIncluded(IObjectStore inner) : StoreDecorator(inner)
{
    public override async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var info in base.ListAsync(prefix, after: null, cancellationToken))
            if (after is null || string.CompareOrdinal($"{info.Key}", $"{after}") >= 0)
                yield return info;
    }
}

internal sealed class AfterIsIgnored(IObjectStore inner) : StoreDecorator(inner)
{
    public override IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) =>
        base.ListAsync(prefix, after: null, cancellationToken);
}

/// <summary>Counts what it has shown, and goes on from that number: what others delete meanwhile makes it leave out what stays.</summary>
internal sealed class ListingsGoOnByNumber(IObjectStore inner) : StoreDecorator(inner)
{
    public override async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var number = 0; await base.ListAsync(prefix, after, cancellationToken).ElementAtOrDefaultAsync(number, cancellationToken) is { } info; number++)
            yield return info;
    }
}

internal sealed class ListingsMeetChangesWithAnError(IObjectStore inner) : StoreDecorator(inner)
{
    private int _changes;

    public override ValueTask<PutResult> CommitAsync(StagedObject staged, ObjectKey key, PutCondition condition, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _changes);
        return base.CommitAsync(staged, key, condition, cancellationToken);
    }

    public override async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var begun = _changes;
        await foreach (var info in base.ListAsync(prefix, after, cancellationToken))
            yield return begun == _changes ? info : throw new InvalidOperationException("Collection was modified.");
    }
}

internal sealed class ObjectsAreForeign(IObjectStore inner) : StoreDecorator(inner)
{
    public override IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) =>
        base.ListAsync(prefix, after: null, cancellationToken).Select(info => new ForeignEntry($"{info.Key}", "it is unknown"));
}
