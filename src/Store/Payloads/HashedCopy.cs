using System.Buffers;
using System.Security.Cryptography;
using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>Copies content to its end and hashes what passes, each part while it is being written.</summary>
internal static class HashedCopy
{
    public const int BufferLength = 128 * 1024;

    public static async ValueTask<PayloadReference> ToAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        long length = 0;
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is not 0 and var read)
        {
            if (read < 0 || read > buffer.Length)
                throw new IOException($"The stream says that it read {read} bytes into {buffer.Length}. Nothing was stored.");
            await WriteAsync(buffer.AsMemory(0, read), target, hash, cancellationToken).ConfigureAwait(false);
            length += read;
        }
        // Only now: a call that was cancelled may still use the buffer, and the next one to rent it would store that.
        ArrayPool<byte>.Shared.Return(buffer);
        return Reference(hash, length);
    }

    public static async ValueTask<PayloadReference> ToAsync(ReadOnlyMemory<byte> source, Stream target, CancellationToken cancellationToken)
    {
        if (source.Length <= BufferLength)
        {
            var reference = new PayloadReference(PayloadHash.Compute(source.Span), source.Length);
            await target.WriteAsync(source, cancellationToken).ConfigureAwait(false);
            return reference;
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var rest = source; !rest.IsEmpty; rest = rest[Math.Min(BufferLength, rest.Length)..])
            await WriteAsync(rest[..Math.Min(BufferLength, rest.Length)], target, hash, cancellationToken).ConfigureAwait(false);
        return Reference(hash, source.Length);
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
