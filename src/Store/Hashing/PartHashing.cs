using System.Security.Cryptography;
using System.Threading.Channels;

namespace Guarded.Store.Hashing;

/// <summary>Hashes content part by part, in order, on a thread of its own.</summary>
internal sealed class PartHashing
{
    /// <summary>How many parts back a part is hashed for certain once the next was added, and its memory free.</summary>
    public const int MostAtOnce = MostWaiting + 1;

    private const int MostWaiting = 4; // few, so that they are still in the processor's cache

    private readonly Channel<ReadOnlyMemory<byte>> _parts =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });

    private readonly Task<PayloadHash> _hash;

    public PartHashing() => _hash = Task.Run(HashAsync);

    /// <summary>Adds a part, which must not change until <see cref="MostAtOnce"/> others were added, or the end.</summary>
    public ValueTask AddAsync(ReadOnlyMemory<byte> part) => _parts.Writer.WriteAsync(part);

    /// <summary>Waits until all parts are hashed. It may be called again.</summary>
    public Task<PayloadHash> EndAsync()
    {
        _parts.Writer.TryComplete();
        return _hash;
    }

    private async Task<PayloadHash> HashAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var part in _parts.Reader.ReadAllAsync().ConfigureAwait(false))
            hash.AppendData(part.Span);
        return PayloadHash.FromBytes(hash.GetHashAndReset());
    }
}
