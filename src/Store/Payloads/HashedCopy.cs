using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>Copies content to its end and hashes what passes, each part while it is being written.</summary>
internal static class HashedCopy
{
    public const int BufferLength = 128 * 1024;
    private const int PartLength = 512 * 1024; // of what is longer: handing a part over costs little beside writing it

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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var rest = source; !rest.IsEmpty; rest = rest[Math.Min(PartLength, rest.Length)..])
            await WriteAsync(rest[..Math.Min(PartLength, rest.Length)], target, hash, cancellationToken).ConfigureAwait(false);
        return Reference(hash, source.Length);
    }

    // While a part is being written, it is hashed and the next one is read.
    private static async ValueTask<PayloadReference> ToAsync(ReadOnlyMemory<byte> beginning, Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long length = 0;
        var (present, next) = (ArrayPool<byte>.Shared.Rent(PartLength), ArrayPool<byte>.Shared.Rent(PartLength));
        for (var part = beginning; !part.IsEmpty; (present, next) = (next, present))
        {
            var written = target.WriteAsync(part, cancellationToken).AsTask();
            hash.AppendData(part.Span);
            length += part.Length;
            var filled = 0;
            try
            {
                filled = await FillAsync(source, next, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await written.ConfigureAwait(false);
            }
            part = next.AsMemory(0, filled);
        }
        ArrayPool<byte>.Shared.Return(present);
        ArrayPool<byte>.Shared.Return(next);
        return Reference(hash, length);
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

    private static async ValueTask WriteAsync(ReadOnlyMemory<byte> part, Stream target, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var written = target.WriteAsync(part, cancellationToken).ConfigureAwait(false);
        hash.AppendData(part.Span);
        await written;
    }

    private static PayloadReference Reference(IncrementalHash hash, long length)
    {
        Span<byte> bytes = stackalloc byte[PayloadHash.SizeInBytes];
        hash.GetHashAndReset(bytes);
        return new PayloadReference(PayloadHash.FromBytes(bytes), length);
    }
}
