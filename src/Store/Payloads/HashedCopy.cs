using System.Buffers;
using System.Runtime.CompilerServices;
using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>Copies content to its end and hashes what passes, meanwhile.</summary>
internal static class HashedCopy
{
    public const int BufferLength = 128 * 1024;
    private const int PartLength = 256 * 1024; // of what is longer: handing a part over costs little beside writing it

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // on the path of every small put
    public static async ValueTask<PayloadReference> ToAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        var first = await FillAsync(source, buffer, cancellationToken).ConfigureAwait(false);
        var reference = first < buffer.Length
            ? await ToAsync(buffer.AsMemory(0, first), target, cancellationToken).ConfigureAwait(false)
            : await ToAsync(buffer.AsMemory(0, first), source, target, cancellationToken).ConfigureAwait(false);
        // Only now: a call that was cancelled may still use the buffer, and the next one to rent it would store that.
        ArrayPool<byte>.Shared.Return(buffer);
        return reference;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<PayloadReference> ToAsync(ReadOnlyMemory<byte> source, Stream target, CancellationToken cancellationToken)
    {
        if (source.Length <= BufferLength)
        {
            var reference = new PayloadReference(PayloadHash.Compute(source.Span), source.Length);
            await target.WriteAsync(source, cancellationToken).ConfigureAwait(false);
            return reference;
        }
        var hashing = new PartHashing();
        try
        {
            for (var rest = source; !rest.IsEmpty; rest = rest[Math.Min(PartLength, rest.Length)..])
                await WriteAsync(rest[..Math.Min(PartLength, rest.Length)], target, hashing, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await hashing.EndAsync().ConfigureAwait(false); // the caller's memory is the caller's again
        }
        return new PayloadReference(await hashing.EndAsync().ConfigureAwait(false), source.Length);
    }

    private static async ValueTask<PayloadReference> ToAsync(ReadOnlyMemory<byte> beginning, Stream source, Stream target, CancellationToken cancellationToken)
    {
        long length = 0;
        var hashing = new PartHashing();
        var buffers = new byte[PartHashing.MostAtOnce + 1][];
        try
        {
            var part = beginning;
            for (var at = 0; !part.IsEmpty; at = (at + 1) % buffers.Length)
            {
                await WriteAsync(part, target, hashing, cancellationToken).ConfigureAwait(false);
                length += part.Length;
                var buffer = buffers[at] ??= ArrayPool<byte>.Shared.Rent(PartLength);
                part = buffer.AsMemory(0, await FillAsync(source, buffer, cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            await hashing.EndAsync().ConfigureAwait(false);
        }
        foreach (var buffer in buffers.OfType<byte[]>())
            ArrayPool<byte>.Shared.Return(buffer);
        return new PayloadReference(await hashing.EndAsync().ConfigureAwait(false), length);
    }

    // Reads until the buffer is full or the source at its end.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> FillAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length && await source.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false) is not 0 and var read)
        {
            if (read < 0 || read > buffer.Length - filled)
                throw new IOException($"The stream says that it read {read} bytes into {buffer.Length - filled}. Nothing was stored.");
            filled += read;
        }
        return filled;
    }

    // Hashing takes longer than writing or reading: it goes on behind both.
    private static async ValueTask WriteAsync(ReadOnlyMemory<byte> part, Stream target, PartHashing hashing, CancellationToken cancellationToken)
    {
        await hashing.AddAsync(part).ConfigureAwait(false);
        await target.WriteAsync(part, cancellationToken).ConfigureAwait(false);
    }
}
