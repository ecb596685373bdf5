using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

internal abstract class BrokenRanges(IObjectStore inner) : StoreDecorator(inner)
{
    protected abstract ByteRange? TakeFor(ByteRange range);

    public override ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        base.GetAsync(key, range is { } given ? TakeFor(given) : null, cancellationToken);
}

internal sealed class RangesBeginOneLater(IObjectStore inner) : BrokenRanges(inner)
{
    protected override ByteRange? TakeFor(ByteRange range) => range.Offset is > 0 and < long.MaxValue ? new(range.Offset + 1, range.Length) : range;
}

internal sealed class RangesEndOneLater(IObjectStore inner) : BrokenRanges(inner)
{
    protected override ByteRange? TakeFor(ByteRange range) => range.Length is { } length and < long.MaxValue ? new(range.Offset, length + 1) : range;
}

internal sealed class RangesAreIgnored(IObjectStore inner) : BrokenRanges(inner)
{
    protected override ByteRange? TakeFor(ByteRange range) => null;
}

internal sealed class RangesThatHoldNothingThrow(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        range is { } given && await Inner.HeadAsync(key, cancellationToken) is { } info && given.LengthWithin(info.Length) == 0
            ? throw new IOException("416 Range Not Satisfiable")
            : await base.GetAsync(key, range, cancellationToken);
}

internal sealed class RangesSayTheirOwnLength(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        await base.GetAsync(key, range, cancellationToken) is { } content
            ? new ObjectContent(content.Info with { Length = range?.LengthWithin(content.Info.Length) ?? content.Info.Length }, content.Stream)
            : null;
}

internal sealed class EmptyContentIsNone(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        await base.GetAsync(key, range, cancellationToken) is { Info.Length: > 0 } content ? content : null;
}

internal sealed class MissingIsEmpty(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        await base.GetAsync(key, range, cancellationToken) ?? new ObjectContent(new ObjectInfo(key, 0, new ObjectVersion("none")), Stream.Null);
}

internal sealed class KeysMatchByTheirBeginning(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) =>
        key is null ? await base.HeadAsync(key!, cancellationToken) : await Inner.ListAsync($"{key}", after: null, cancellationToken).FirstOrDefaultAsync(cancellationToken);
}

internal sealed class ReadersShareAPosition(IObjectStore inner) : StoreDecorator(inner)
{
    private ObjectContent? _open;

    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        _open ??= await base.GetAsync(key, range, cancellationToken);
}

internal sealed class ReadersMeetTheNewState(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        if (await base.GetAsync(key, range, cancellationToken) is not { } content)
            return null;
        await content.DisposeAsync();
        return new ObjectContent(content.Info, new Late(() => Inner.GetAsync(key, range)));
    }

    private sealed class Late(Func<ValueTask<ObjectContent?>> open) : ChangedStream
    {
        private Stream? _opened;

        public override int Read(Span<byte> buffer) => (_opened ??= open().AsTask().GetAwaiter().GetResult()?.Stream ?? Null).Read(buffer);
    }
}

internal sealed class LastBytesAreLost(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        await base.GetAsync(key, new ByteRange(range?.Offset ?? 0, (await Inner.HeadAsync(key, cancellationToken))?.Length - 1 is >= 0 and var length ? length : 0), cancellationToken);
}

internal sealed class EachReadLosesAByte(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        await base.GetAsync(key, range, cancellationToken) is { } content ? new ObjectContent(content.Info, new Losing(content.Stream)) : null;

    private sealed class Losing(Stream inner) : ChangedStream
    {
        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            return buffer.Length < 10_000 && read > 1 ? read - 1 : read;
        }
    }
}
