using System.Buffers;
using System.Security.Cryptography;
using Guarded.Store.Hashing;

namespace Guarded.Store.Payloads;

/// <summary>Copies a stream to its end and hashes what passes.</summary>
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
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            length += read;
        }
        // Only now: a read that was cancelled may still be writing into the buffer, and the next one to rent it would store that.
        ArrayPool<byte>.Shared.Return(buffer);
        return Reference(hash, length);
    }

    private static PayloadReference Reference(IncrementalHash hash, long length)
    {
        Span<byte> bytes = stackalloc byte[PayloadHash.SizeInBytes];
        hash.GetHashAndReset(bytes);
        return new PayloadReference(PayloadHash.FromBytes(bytes), length);
    }
}
